// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;
import org.wlsocket.tck.TestCertificates;

@Timeout(120)
class ConnectTlsTest {

    @TempDir
    Path folder;

    private Path authority;

    @BeforeEach
    void writeAuthority() throws IOException {
        authority = write("ca.pem", TestCertificates.authority().certificatePem());
    }

    @Test
    void an_unknown_authority_is_refused() throws IOException {
        try (ScriptedServer server = localhost()) {
            ConsoleRun run = ConsoleRun.of("", "connect", server.uri("/").toString());
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .contains("failed (CONNECT, CERTIFICATE_UNTRUSTED)")
                    .contains("--cacert")
                    .doesNotContain("withTrustStore");
        }
    }

    @Test
    void a_port_without_tls_is_told_apart() throws IOException {
        Script plain = connection -> {
            connection.rawBytes("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.start(plain)) {
            String address = "wss://localhost:" + server.uri("/").getPort() + "/";
            ConsoleRun run = ConsoleRun.of("", "connect", address);
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("the server may not speak TLS there: try ws:");
        }
    }

    @Test
    void a_given_authority_is_trusted() throws IOException {
        try (ScriptedServer server = localhost()) {
            ConsoleRun run = echo(server, "--cacert", authority.toString());
            assertThat(run.out()).as(run.toString()).isEqualTo("hi\n");
            assertThat(run.code()).isZero();
        }
    }

    @Test
    void the_host_is_checked() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.startTls(TestCertificates.wrongHost().serverContext(), Script.echo())) {
            ConsoleRun run = echo(server, "--cacert", authority.toString());
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("use a name in the URL that it is for");
        }
    }

    @Test
    void insecure_trusts_anybody_and_says_so() throws IOException {
        try (ScriptedServer server =
                ScriptedServer.startTls(TestCertificates.wrongHost().serverContext(), Script.echo())) {
            ConsoleRun run = echo(server, "--insecure");
            assertThat(run.out()).as(run.toString()).isEqualTo("hi\n");
            assertThat(run.err()).contains("warning: --insecure");
        }
    }

    @Test
    void a_client_certificate_is_shown_with_its_key_beside_it_or_apart() throws IOException {
        String certificate = TestCertificates.client().certificatePem()
                + TestCertificates.authority().certificatePem();
        Path both = write("both.pem", certificate + TestCertificates.client().privateKeyPem());
        Path alone = write("client.pem", certificate);
        Path key = write("key.pem", TestCertificates.client().privateKeyPem());
        try (ScriptedServer server = ScriptedServer.builder()
                .tls(TestCertificates.localhost().serverContext())
                .requireClientCertificate()
                .start(Script.echo())) {
            String ca = authority.toString();
            assertThat(echo(server, "--cacert", ca).out()).isEmpty();
            assertThat(echo(server, "--cacert", ca, "--cert", both.toString()).out()).isEqualTo("hi\n");
            ConsoleRun apart =
                    echo(server, "--cacert", ca, "--cert", alone.toString(), "--key", key.toString());
            assertThat(apart.out()).isEqualTo("hi\n");
        }
    }

    @Test
    void keys_that_cannot_be_read_are_explained_and_not_shown() throws IOException {
        Path certificate = write("client.pem", TestCertificates.client().certificatePem());
        for (String kind : new String[] {"EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "PRIVATE KEY"}) {
            Path key = write("key.pem", pem(kind, "sesame open".getBytes(StandardCharsets.UTF_8)));
            ConsoleRun run = use("--cert", certificate.toString(), "--key", key.toString());
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("openssl pkcs8 -topk8").doesNotContain("c2VzYW1l");
        }
    }

    @Test
    void files_without_what_is_expected_are_explained() throws IOException {
        Path empty = write("empty.pem", "nothing here\n");
        Path certificate = write("client.pem", TestCertificates.client().certificatePem());
        ConsoleRun noAuthority = use("--cacert", empty.toString());
        assertThat(noAuthority.err()).contains("expected certificates in PEM").contains("empty.pem");
        ConsoleRun noKey = use("--cert", certificate.toString());
        assertThat(noKey.err()).contains("expected a private key in PEM").contains("client.pem");
        assertThat(noAuthority.code() + noKey.code()).isEqualTo(4);
    }

    private static ScriptedServer localhost() throws IOException {
        return ScriptedServer.startTls(TestCertificates.localhost().serverContext(), Script.echo());
    }

    private static ConsoleRun use(String... options) {
        String[] args = Arrays.copyOf(options, options.length + 2);
        System.arraycopy(options, 0, args, 1, options.length);
        args[0] = "connect";
        args[options.length + 1] = "wss://localhost/";
        return ConsoleRun.of("", args);
    }

    private static ConsoleRun echo(ScriptedServer server, String... options) {
        String[] args = Arrays.copyOf(options, options.length + 5);
        System.arraycopy(options, 0, args, 1, options.length);
        args[0] = "connect";
        args[options.length + 1] = "--one-message";
        args[options.length + 2] = "-x";
        args[options.length + 3] = "hi";
        args[options.length + 4] = server.uri("/").toString();
        return ConsoleRun.of("", args);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String pem(String kind, byte[] content) {
        String body = Base64.getMimeEncoder().encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }
}
