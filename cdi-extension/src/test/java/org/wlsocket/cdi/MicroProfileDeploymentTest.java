// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** D4: an application that is configured by the file of MicroProfile Config, in each form. */
class MicroProfileDeploymentTest {

    @TempDir
    private Path directory;

    static List<App.Form> forms() {
        return List.of(App.PORTABLE, BuildCompatibleScenarioTest.BUILD_COMPATIBLE);
    }

    private App app(App.Form form, String... lines) throws IOException {
        Path file = directory.resolve("META-INF/microprofile-config.properties");
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines));
        return App.with(DeploymentScenario.Uses.class)
                .inForm(form)
                .files(directory)
                .route("prices", peer -> {});
    }

    @ParameterizedTest
    @MethodSource("forms")
    void its_keys_and_those_of_its_profile_are_used(App.Form form) throws IOException {
        try (App app = app(
                        form,
                        "mp.config.profile=prod",
                        "wlsocket.prices.url=ws://prices/",
                        "wlsocket.prices.headers.X-One=1",
                        "%prod.wlsocket.prices.headers.X-Two=2")
                .start()) {
            assertThat(app.peer().handshake().headers()).containsKeys("X-One", "X-Two");
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void what_it_cannot_resolve_does_not_start(App.Form form) throws IOException {
        try (App app = app(form, "wlsocket.prices.url=${PRICES_URL}", "wlsocket.drain-limit=${NOPE}")) {
            assertThat(app.startFails())
                    .contains("2 problems were found")
                    .contains("wlsocket.prices.url: expected a value, found an expression")
                    .contains("wlsocket.drain-limit: expected a value, found an expression");
        }
    }
}
