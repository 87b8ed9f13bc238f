// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.quarkus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.wlsocket.cdi.ApplicationScenario;
import org.wlsocket.cdi.scenario.Commands;

/** The scenario on Quarkus, built and started as its users do. */
class QuarkusScenarioIT extends ApplicationScenario {

    private static final Pattern ADDRESS = Pattern.compile("Listening on: (http://127\\.0\\.0\\.1:\\d+)");

    private final HttpClient http = HttpClient.newHttpClient();
    private Map<String, String> settings;
    private QuarkusProcess process;

    @Override
    protected List<String> moreSockets() {
        return List.of("quarkus");
    }

    @Override
    protected void prepare(Map<String, String> given) {
        settings = given;
    }

    @Override
    protected Application start() throws Exception {
        process = QuarkusProcess.start("scenario", settings);
        URI command = URI.create(process.awaitOutput(ADDRESS).group(1)).resolve("/command");
        return new Application() {
            @Override
            public String command(String text) throws Exception {
                return post(command, text);
            }

            @Override
            public void close() throws Exception {
                process.stop();
            }
        };
    }

    private String post(URI to, String text) throws Exception {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(to)
                        .timeout(Duration.ofSeconds(30))
                        .POST(HttpRequest.BodyPublishers.ofString(text))
                        .build(),
                HttpResponse.BodyHandlers.ofString(UTF_8));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    /** The build has seen all names, so a start without one of their URLs is what there is. */
    @Override
    protected Refusal startWithUnknownName() throws Exception {
        Map<String, String> incomplete = new LinkedHashMap<>(settings);
        incomplete.remove("wlsocket.later.url");
        QuarkusProcess refused = QuarkusProcess.start("refused", incomplete);
        assertThat(refused.awaitEnd()).isNotZero();
        return new Refusal(refused.output(), "later", "field " + Commands.class.getName() + ".later");
    }

    @Test
    void d3_an_observer_has_the_classes_of_the_application() {
        assertThat(next("loader ")).isEqualTo("of the application");
    }

    @Test
    void d2_an_observer_that_throws_is_named_in_the_log() throws Exception {
        sendTo("quarkus", "1");
        assertThat(process.awaitOutput(Pattern.compile("found that (\\S+) threw")).group(1))
                .isEqualTo(QuarkusObservers.class.getName() + ".thrower");
    }
}
