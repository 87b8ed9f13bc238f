// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The reference server, as its HTTP pages describe it. */
final class RefServer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String USUAL_URL = "ws://127.0.0.1:{port}";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String baseUrl;
    private final JsonNode description;
    private final Optional<SSLContext> trust;

    private RefServer(String baseUrl) throws IOException, InterruptedException {
        this.baseUrl = baseUrl;
        this.description = get("/__behaviours");
        String pem = description.path("cert").asText("");
        this.trust = pem.isBlank() ? Optional.empty() : Optional.of(Trust.in(pem));
    }

    static RefServer at(String baseUrl) throws IOException, InterruptedException {
        return new RefServer(baseUrl.replaceFirst("/+$", ""));
    }

    List<Behaviour> behaviours() {
        List<Behaviour> all = new ArrayList<>();
        description.path("behaviours").forEach(node -> all.add(Behaviour.of(node)));
        return all;
    }

    /** {@return a TLS context that trusts the server's good certificate, if it has one} */
    Optional<SSLContext> trust() {
        return trust;
    }

    String urlOf(Behaviour behaviour, String id) {
        String url = behaviour.url();
        String template = url == null ? USUAL_URL + behaviour.path() + "?id={id}" : url;
        return template.replace("{port}", port("port"))
                .replace("{dead}", port("dead"))
                .replace("{tlsbad}", port("tlsbad"))
                .replace("{tls}", port("tls"))
                .replace("{id}", encoded(id));
    }

    /** {@return what the server saw on the wire of a connection} */
    JsonNode log(String id) throws IOException, InterruptedException {
        return get("/__log?id=" + encoded(id));
    }

    private String port(String name) {
        return description.path(name).asText();
    }

    private JsonNode get(String target) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(baseUrl + target)).timeout(PATIENCE).build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("expected status 200 from " + request.uri() + ", found "
                    + answer.statusCode() + "; is a reference server running there?");
        }
        return JSON.readTree(answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
