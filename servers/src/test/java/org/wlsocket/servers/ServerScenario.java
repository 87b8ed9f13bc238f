// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wlsocket.cdi.ApplicationScenario;
import org.wlsocket.cdi.scenario.Typo;

/** The scenario on an application server, with what only a server has. */
abstract class ServerScenario extends ApplicationScenario {

    private static final Path TARGET = Path.of("target");

    /** Whether the application brings Tyrus, or takes the server's WebSocket container. */
    abstract boolean bringsTyrus();

    @Override
    protected final List<String> moreSockets() {
        return List.of("enterprise");
    }

    /** The archive of the application. */
    final Path archive() {
        return TARGET.resolve(bringsTyrus() ? "without-tyrus-with-tyrus.war" : "without-tyrus.war")
                .toAbsolutePath();
    }

    /** An archive with a socket name that nobody defines. */
    final Path archiveWithTypo() throws IOException {
        Path made = archive().resolveSibling("typo-" + archive().getFileName());
        Files.copy(archive(), made, StandardCopyOption.REPLACE_EXISTING);
        String entry = Typo.class.getName().replace('.', '/') + ".class";
        try (FileSystem war = FileSystems.newFileSystem(made);
                var bytes = Typo.class.getResourceAsStream("/" + entry)) {
            Path target = war.getPath("WEB-INF/classes").resolve(entry);
            Files.createDirectories(target.getParent());
            Files.copy(bytes, target);
        }
        return made;
    }

    /** Posts a command to the application. */
    final String post(URI application, String command) throws Exception {
        // A new one each time: a server may close a connection just when it would be used again.
        HttpResponse<String> response = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(application.resolve("command"))
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofString(command))
                        .build(),
                HttpResponse.BodyHandlers.ofString(UTF_8));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    @Test
    void d5_the_container_that_the_application_brings_is_used_and_else_the_servers() throws Exception {
        assertThat(next("all enterprise ")).isEqualTo("opened");
        // Only a Tyrus that was loaded with the binding gets threads of this name.
        assertThat(command("threads").contains("wlsocket-tyrus-selector")).isEqualTo(bringsTyrus());
    }

    @Test
    void d3_an_observer_has_transactions_names_and_classes_of_the_application() throws Exception {
        sendTo("enterprise", "1");
        assertThat(next("transaction ")).isEqualTo("active");
        assertThat(next("naming ")).isEqualTo("found");
        assertThat(next("loader ")).isEqualTo("of the application");
    }
}
