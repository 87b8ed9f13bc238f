// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocketException;
import org.wlsocket.Tls;

/** TLS files by themselves, without a connection. */
class TlsTest {

    private static final String PASSWORD = TestCertificates.authority().keyStorePassword();
    private static final String PIN = Tls.pin(TestCertificates.authority().certificate());

    @TempDir
    private Path directory;

    private final AtomicInteger asked = new AtomicInteger();

    private Path file(byte[] content) throws IOException {
        return Files.write(directory.resolve("store"), content);
    }

    private Tls trusting(Path file) {
        return Tls.defaults().withTrustStore(file, () -> {
            asked.incrementAndGet();
            return PASSWORD.toCharArray();
        });
    }

    @Test
    void the_context_stays_the_same_while_the_content_does() throws IOException {
        byte[] content = TestCertificates.authority().trustStoreBytes();
        Path file = file(content);
        Tls tls = trusting(file);
        SSLContext first = tls.context();
        file(content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));

        assertThat(tls.context()).isSameAs(first);
        assertThat(asked).hasValue(1);
    }

    @Test
    void another_content_of_the_same_size_and_time_is_noticed() throws IOException {
        byte[] content = TestCertificates.authority().certificatePem().getBytes();
        Path file = file(content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        Tls tls = trusting(file);
        SSLContext first = tls.context();
        content[content.length - 1] = ' ';
        file(content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));

        assertThat(tls.context()).isNotSameAs(first);
        assertThat(asked).hasValue(2);
    }

    @Test
    void a_jks_file_is_read_too() throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        store.setCertificateEntry("authority", TestCertificates.authority().certificate());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, PASSWORD.toCharArray());

        assertThat(trusting(file(bytes.toByteArray())).context()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no store", "-----BEGIN CERTIFICATE-----\nbm8=\n-----END CERTIFICATE-----\n"})
    void what_is_no_store_is_refused_by_its_name(String content) throws IOException {
        Path file = file(content.getBytes());
        assertUnusable(trusting(file), file);
        assertUnusable(Tls.defaults().withKeyStore(file, PASSWORD.toCharArray()), file);
    }

    @Test
    void a_key_store_without_a_key_is_refused_by_its_name() throws IOException {
        Path file = file(TestCertificates.authority().trustStoreBytes());
        assertUnusable(Tls.defaults().withKeyStore(file, PASSWORD.toCharArray()), file);
    }

    @Test
    @SuppressWarnings("NullAway")
    void a_password_that_cannot_be_had_is_a_failure_with_the_name_of_the_file() throws IOException {
        Path file = file(TestCertificates.authority().trustStoreBytes());
        assertUnusable(Tls.defaults().withTrustStore(file, () -> null), file);
        assertUnusable(Tls.defaults().withTrustStore(file, () -> {
            throw new IllegalStateException("the secret is " + PASSWORD);
        }), file);
    }

    @Test
    void a_file_that_is_missing_is_named() {
        Path file = directory.resolve("nowhere.p12");
        assertUnusable(trusting(file), file);
        assertUnusable(trusting(directory), directory);
    }

    private static void assertUnusable(Tls tls, Path file) {
        assertThatThrownBy(tls::context)
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("expected", "found", ";", file.toString())
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void passwords_are_not_shown() {
        Tls tls = Tls.defaults()
                .withTrustStore(Path.of("t.p12"), "secret".toCharArray())
                .withKeyStore(Path.of("k.p12"), "secret".toCharArray())
                .withPins(PIN);
        assertThat(tls).hasToString("Tls[trust store t.p12, key store k.p12, 1 pins]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "sha256/", "sha1/AAAA", "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "AAAA"
            })
    void what_is_no_pin_is_refused(String pin) {
        assertThatThrownBy(() -> Tls.defaults().withPins(pin))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected", "found", ";");
    }

    @Test
    void no_pins_at_all_are_refused_rather_than_taken_for_any_key() {
        assertThatThrownBy(() -> Tls.defaults().withPins())
                .isInstanceOf(NamedSocketException.BadArgument.class);
    }

    @Test
    void c2_pins_beside_a_context_of_ones_own_are_refused_at_once_with_the_remedy() {
        Destination plain = Destination.of("wss://localhost/");
        Tls pinned = Tls.defaults().withPins(PIN);
        assertThatThrownBy(() -> plain.withSslContext(TestCertificates.clientContext()).withTls(pinned))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected", "found", "pins", "withTrustStore");
        assertThatThrownBy(() -> plain.withTls(pinned).withSslContext(TestCertificates.clientContext()))
                .isInstanceOf(NamedSocketException.BadArgument.class);
    }

    @Test
    void c2_trust_for_a_link_without_tls_is_refused_at_once() {
        Destination plain = Destination.of("ws://localhost/?token=1");
        assertThatThrownBy(() -> plain.withTls(Tls.defaults().withPins(PIN)))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected a wss:", "found ws:", ";")
                .hasMessageNotContaining("token");
        assertThatThrownBy(() -> plain.withSslContext(TestCertificates.clientContext()))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected a wss:", "found ws:", ";");
    }
}
