// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wlsocket.NamedSocket;
import org.wlsocket.cdi.SocketName;

/** The readiness of a Quarkus application tells of its sockets. */
@QuarkusTest
class HealthTest {

    @Inject
    @SocketName("prices")
    NamedSocket prices;

    @TestHTTPResource("/q/health/ready")
    URI ready;

    @Test
    void an_open_socket_is_told() throws Exception {
        prices.awaitOpen(Duration.ofSeconds(30));
        String answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(answer.replaceAll("\\s", ""))
                .contains("\"name\":\"wlsocket\"", "\"prices.state\":\"open\"");
    }
}
