// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.OfflineQueue;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketOptions;
import org.wlsocket.tck.LogRecorder;
import org.wlsocket.tck.TestCertificate;
import org.wlsocket.tck.TestCertificates;

/** D4: what the configuration says, and what is wrong with it. */
class SettingsTest {

    @TempDir
    private static Path directory;

    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();
    private final Problems problems = new Problems();

    private Settings settings() {
        return new Settings(new SystemConfiguration(properties, environment), problems);
    }

    private SocketDraft read(String socket) {
        return settings().read(new SocketDraft(), socket, Keys.all(), problems);
    }

    private void check(String... used) {
        KeyChecks checks = new KeyChecks(settings(), problems);
        List.of(used).forEach(socket -> checks.check(socket, "[field A.b]"));
        checks.checkShared(List.of(used));
    }

    private void set(String key, String value) {
        properties.setProperty(key, value);
    }

    private static Path file(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    @Test
    void every_option_of_a_destination_can_be_set() throws IOException {
        TestCertificate client = TestCertificates.client();
        Path trusted = file("ca.p12", client.trustStoreBytes());
        Path identity = file("client.p12", client.keyStoreBytes());
        set("wlsocket.x.url", "wss://example.org/x?token=1");
        set("wlsocket.x.headers.X-Api-Key", "secret");
        set("wlsocket.x.subprotocols", "one, two");
        set("wlsocket.x.connect-limit", "3s");
        set("wlsocket.x.host-check", "false");
        set("wlsocket.x.compression", "true");
        set("wlsocket.x.tls.trust-store", trusted.toString());
        set("wlsocket.x.tls.trust-store-password", client.keyStorePassword());
        set("wlsocket.x.tls.key-store", identity.toString());
        set("wlsocket.x.tls.key-store-password", client.keyStorePassword());
        set("wlsocket.x.tls.pins", "sha256/afwiKY3RxoMmLkuRW1l7QsPZTJPwDS2pdDROQjXw8ig=");
        set("wlsocket.x.proxy.address", "proxy.intern:3128");
        set("wlsocket.x.proxy.user", "app");
        set("wlsocket.x.proxy.password", "secret");
        set("wlsocket.x.proxy.exceptions", "localhost,*.intern");
        SocketDraft draft = read("x");
        assertThat(problems.all()).isEmpty();
        assertThat(draft.destination.uri()).isEqualTo(URI.create("wss://example.org/x?token=1"));
        assertThat(draft.destination.headers()).containsEntry("X-Api-Key", List.of("secret"));
        assertThat(draft.destination.subprotocols()).containsExactly("one", "two");
        assertThat(draft.destination.connectLimit()).isEqualTo(Duration.ofSeconds(3));
        assertThat(draft.destination.hostCheck()).isFalse();
        assertThat(draft.destination.compression()).isTrue();
        assertThat(draft.destination.tls().orElseThrow().trustStore()).contains(trusted);
        assertThat(draft.destination.tls().orElseThrow().keyStore()).contains(identity);
        assertThat(draft.destination.tls().orElseThrow().pins()).hasSize(1);
        assertThat(draft.destination.proxy())
                .hasToString("proxy proxy.intern:3128, with credentials, not for [localhost, *.intern]");
    }

    @Test
    void every_option_of_a_socket_can_be_set() {
        set("wlsocket.x.url", "ws://example.org/");
        set("wlsocket.x.auto-connect", "false");
        set("wlsocket.x.send-buffer.messages", "5");
        set("wlsocket.x.send-buffer.bytes", "64KiB");
        set("wlsocket.x.receive-buffer.messages", "6");
        set("wlsocket.x.receive-buffer.bytes", "2MiB");
        set("wlsocket.x.max-message-size", "256MiB");
        set("wlsocket.x.write-limit", "1s");
        set("wlsocket.x.close-limit", "2s");
        set("wlsocket.x.prepare-limit", "3s");
        set("wlsocket.x.reconnect.first-delay", "0s");
        set("wlsocket.x.reconnect.min-delay", "1m");
        set("wlsocket.x.reconnect.max-delay", "PT2M");
        set("wlsocket.x.reconnect.stable-after", "1h");
        set("wlsocket.x.reconnect.rule-limit", "500ms");
        set("wlsocket.x.queue.enabled", "true");
        set("wlsocket.x.queue.overflow", "drop-oldest");
        set("wlsocket.x.queue.time-to-live", "1d");
        set("wlsocket.x.queue.resend-in-doubt", "true");
        set("wlsocket.x.ping.interval", "5s");
        set("wlsocket.x.ping.limit", "4s");
        set("wlsocket.x.read", "true");
        set("wlsocket.x.request-context", "never");
        set("wlsocket.x.health", "false");
        SocketDraft draft = read("x");
        assertThat(problems.all()).isEmpty();
        SocketOptions options = draft.options;
        assertThat(options.autoConnect()).isFalse();
        assertThat(options.sendBuffer()).isEqualTo(new SocketOptions.Bound(5, 64 * 1024));
        assertThat(options.receiveBuffer()).isEqualTo(new SocketOptions.Bound(6, 2 * 1024 * 1024));
        assertThat(options.maxMessageSize()).isEqualTo(256 * 1024 * 1024);
        assertThat(options.writeLimit()).isEqualTo(Duration.ofSeconds(1));
        assertThat(options.closeLimit()).isEqualTo(Duration.ofSeconds(2));
        assertThat(options.prepareLimit()).isEqualTo(Duration.ofSeconds(3));
        Reconnect reconnect = options.reconnect();
        assertThat(reconnect.isEnabled()).isTrue();
        assertThat(reconnect.firstDelay()).isZero();
        assertThat(reconnect.minDelay()).isEqualTo(Duration.ofMinutes(1));
        assertThat(reconnect.maxDelay()).isEqualTo(Duration.ofMinutes(2));
        assertThat(reconnect.stableAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(reconnect.ruleLimit()).isEqualTo(Duration.ofMillis(500));
        assertThat(options.queue().isEnabled()).isTrue();
        assertThat(options.queue().overflow()).isEqualTo(OfflineQueue.Overflow.DROP_OLDEST);
        assertThat(options.queue().timeToLive()).contains(Duration.ofDays(1));
        assertThat(options.queue().resendsInDoubt()).isTrue();
        assertThat(options.pingInterval()).contains(Duration.ofSeconds(5));
        assertThat(options.pongLimit()).isEqualTo(Duration.ofSeconds(4));
        assertThat(draft.read).isTrue();
        assertThat(draft.requestContext).isFalse();
        assertThat(draft.health).isFalse();
    }

    @Test
    void a_socket_for_which_only_a_url_is_set_has_the_defaults_and_reconnects() {
        set("wlsocket.x.url", "ws://example.org/");
        SocketDraft draft = read("x");
        SocketOptions defaults = SocketOptions.defaults();
        assertThat(draft.options.reconnect()).hasToString(Reconnect.on().toString());
        assertThat(draft.options.sendBuffer()).isEqualTo(defaults.sendBuffer());
        assertThat(draft.options.pingInterval()).isEqualTo(defaults.pingInterval());
        assertThat(draft.options.queue().isEnabled()).isFalse();
        assertThat(draft.destination.tls()).isEmpty();
        assertThat(draft.destination.proxy()).hasToString("proxy none");
    }

    @Test
    void switches_turn_off_what_is_on() {
        set("wlsocket.x.url", "ws://example.org/");
        set("wlsocket.x.reconnect.enabled", "false");
        set("wlsocket.x.ping.enabled", "false");
        SocketDraft draft = read("x");
        assertThat(draft.options.reconnect().isEnabled()).isFalse();
        assertThat(draft.options.pingInterval()).isEmpty();
    }

    @Test
    void what_is_set_for_all_counts_unless_the_socket_says_otherwise() {
        set("wlsocket.defaults.write-limit", "1s");
        set("wlsocket.defaults.close-limit", "1s");
        set("wlsocket.defaults.headers.X-Api-Key", "all");
        set("wlsocket.defaults.headers.X-Other", "all");
        set("wlsocket.x.url", "ws://example.org/");
        set("wlsocket.x.close-limit", "2s");
        set("wlsocket.x.headers.x-api-key", "mine");
        SocketDraft draft = read("x");
        assertThat(draft.options.writeLimit()).isEqualTo(Duration.ofSeconds(1));
        assertThat(draft.options.closeLimit()).isEqualTo(Duration.ofSeconds(2));
        assertThat(draft.destination.headers())
                .containsOnly(Map.entry("X-Other", List.of("all")), Map.entry("x-api-key", List.of("mine")));
    }

    @Test
    void the_environment_is_read_by_the_rules_of_microprofile_config() {
        environment.put("WLSOCKET_MY_SOCKET_URL", "ws://example.org/");
        environment.put("wlsocket_my_socket_write_limit", "1s");
        environment.put("WLSOCKET_MY_SOCKET_HEADERS_X_API_KEY", "secret");
        assertThat(settings().defines("my-socket")).isTrue();
        SocketDraft draft = read("my-socket");
        assertThat(draft.options.writeLimit()).isEqualTo(Duration.ofSeconds(1));
        assertThat(draft.destination.headers()).containsEntry("X-API-KEY", List.of("secret"));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void headers_of_the_environment_are_read_by_each_of_its_rules() {
        environment.put("wlsocket.x.headers.X-One", "1");
        environment.put("wlsocket_x_headers_X_Two", "2");
        environment.put("WLSOCKET_X_HEADERS_X_TWO", "less");
        environment.put("WLSOCKET_X_HEADERS_X_THREE", "3");
        set("wlsocket.x.url", "ws://example.org/");
        assertThat(read("x").destination.headers())
                .containsOnly(
                        Map.entry("X-One", List.of("1")),
                        Map.entry("X-Two", List.of("2")),
                        Map.entry("X-THREE", List.of("3")));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void system_properties_come_before_the_environment() {
        environment.put("WLSOCKET_X_URL", "ws://environment.example.org/");
        set("wlsocket.x.url", "ws://property.example.org/");
        assertThat(read("x").destination.uri().getHost()).isEqualTo("property.example.org");
    }

    @Test
    void a_name_with_more_than_letters_and_digits_stands_quoted() {
        set("wlsocket.\"a.b c\".url", "ws://example.org/");
        set("wlsocket.\"a.b c\".write-limit", "1s");
        set("wlsocket.\"defaults\".url", "ws://example.org/");
        assertThat(settings().defined()).containsExactlyInAnyOrder("a.b c", "defaults");
        assertThat(read("a.b c").options.writeLimit()).isEqualTo(Duration.ofSeconds(1));
        check("a.b c");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void any_other_name_may_stand_quoted() {
        set("wlsocket.\"x\".url", "ws://example.org/");
        set("wlsocket.\"x\".write-limit", "1s");
        set("wlsocket.\"x\".headers.X-Api-Key", "secret");
        set("wlsocket.\"x\".reed", "true");
        assertThat(settings().defined()).containsExactly("x");
        SocketDraft draft = read("x");
        assertThat(draft.options.writeLimit()).isEqualTo(Duration.ofSeconds(1));
        assertThat(draft.destination.headers()).containsKey("X-Api-Key");
        check("x");
        assertThat(problems.all()).singleElement().asString().contains("reed", "did you mean read?");
    }

    @Test
    void d4_bad_values_are_all_found_and_name_key_and_remedy() {
        set("wlsocket.x.url", "http://example.org/");
        set("wlsocket.x.write-limit", "10");
        set("wlsocket.x.close-limit", "-PT1S");
        set("wlsocket.x.send-buffer.messages", "many");
        set("wlsocket.x.max-message-size", "1GiB");
        set("wlsocket.x.auto-connect", "perhaps");
        set("wlsocket.x.queue.overflow", "explode");
        set("wlsocket.x.reconnect.min-delay", "2m");
        set("wlsocket.x.reconnect.max-delay", "1m");
        set("wlsocket.x.proxy.address", "http://proxy:1");
        set("wlsocket.x.headers.X-Bad", "a\nb");
        SocketDraft draft = read("x");
        assertThat(draft).isNotNull();
        assertThat(problems.all())
                .hasSize(10)
                .allMatch(text -> text.startsWith("wlsocket.x."))
                .allMatch(text -> text.contains("expected ") && text.contains("found "))
                .allMatch(text -> text.contains("; "));
    }

    @Test
    void d4_settings_that_do_not_fit_together_are_named_as_somebody_has_set_them() {
        set("wlsocket.x.url", "wss://example.org/");
        set("wlsocket.defaults.reconnect.max-delay", "1s");
        set("wlsocket.x.proxy.user", "app");
        SocketDraft draft = read("x");
        assertThat(draft).isNotNull();
        assertThat(problems.all())
                .containsExactly(
                        "wlsocket.defaults.reconnect.max-delay: expected a min-delay up to the max-delay,"
                                + " found PT2S and PT1S; lower the first or raise the second",
                        "wlsocket.x.proxy.user: expected an address of the proxy beside it, found none; set"
                                + " it, or remove this");
    }

    @Test
    void d4_a_password_of_a_proxy_needs_a_user() {
        set("wlsocket.x.url", "wss://example.org/");
        set("wlsocket.x.proxy.address", "proxy.intern:3128");
        set("wlsocket.x.proxy.password", "s3cr3t");
        SocketDraft draft = read("x");
        assertThat(draft).isNotNull();
        assertThat(problems.all())
                .containsExactly("wlsocket.x.proxy.address, wlsocket.x.proxy.password: expected a user of the"
                        + " proxy beside it, found none; set it, or remove this");
    }

    @Test
    void one_socket_may_go_without_the_proxy_of_all() {
        set("wlsocket.x.url", "wss://example.org/");
        set("wlsocket.x.proxy.address", "direct");
        set("wlsocket.defaults.proxy.address", "proxy.intern:3128");
        set("wlsocket.defaults.proxy.user", "app");
        set("wlsocket.defaults.proxy.password", "s3cr3t");
        set("wlsocket.defaults.proxy.exceptions", "localhost");
        assertThat(read("x").destination.proxy()).hasToString("proxy none");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void d4_credentials_of_all_are_for_the_sockets_that_have_a_proxy() {
        set("wlsocket.defaults.proxy.user", "app");
        set("wlsocket.defaults.proxy.password", "s3cr3t");
        set("wlsocket.x.url", "wss://example.org/");
        set("wlsocket.y.url", "wss://example.org/");
        set("wlsocket.y.proxy.address", "proxy.intern:3128");
        assertThat(read("x").destination.proxy()).hasToString("proxy none");
        assertThat(read("y").destination.proxy())
                .hasToString("proxy proxy.intern:3128, with credentials");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void d4_a_password_of_all_needs_no_user_of_each() {
        set("wlsocket.defaults.proxy.password", "s3cr3t");
        set("wlsocket.x.url", "wss://example.org/");
        set("wlsocket.x.proxy.address", "proxy.intern:3128");
        assertThat(read("x").destination.proxy()).hasToString("proxy proxy.intern:3128");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void d4_an_own_password_of_a_proxy_needs_an_address_also_beside_the_user_of_all() {
        set("wlsocket.defaults.proxy.user", "app");
        set("wlsocket.x.url", "wss://example.org/");
        set("wlsocket.x.proxy.password", "s3cr3t");
        SocketDraft draft = read("x");
        assertThat(draft).isNotNull();
        assertThat(problems.all())
                .singleElement()
                .asString()
                .contains("wlsocket.x.proxy.password: expected an address of the proxy beside it");
    }

    @Test
    void d4_tls_of_all_is_not_for_a_socket_without_tls() {
        set("wlsocket.defaults.tls.trust-store", "/nowhere/ca.pem");
        set("wlsocket.defaults.tls.pins", "sha256/afwiKY3RxoMmLkuRW1l7QsPZTJPwDS2pdDROQjXw8ig=");
        set("wlsocket.x.url", "ws://example.org/");
        assertThat(read("x").destination.tls()).isEmpty();
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void d4_tls_of_a_socket_without_tls_itself_is_found() {
        set("wlsocket.x.tls.pins", "sha256/afwiKY3RxoMmLkuRW1l7QsPZTJPwDS2pdDROQjXw8ig=");
        set("wlsocket.x.url", "ws://example.org/");
        assertThat(read("x").destination.tls()).isEmpty();
        assertThat(problems.all())
                .singleElement()
                .asString()
                .startsWith("wlsocket.x.tls.pins: expected a wss: URI");
    }

    @Test
    void d4_secrets_are_in_no_message() {
        set("wlsocket.x.url", "wss://s3cr3t@example.org/?token=s3cr3t#s3cr3t");
        set("wlsocket.x.headers.X-Bad", "s3cr3t\n");
        set("wlsocket.x.proxy.address", "s3cr3t@proxy");
        set("wlsocket.x.proxy.password", "s3cr3t");
        set("wlsocket.x.proxy.user", "a:b");
        SocketDraft draft = read("x");
        assertThat(draft).isNotNull();
        assertThat(problems.all()).isNotEmpty().noneMatch(text -> text.contains("s3cr3t"));
    }

    @Test
    void d4_unknown_keys_are_found_with_what_may_have_been_meant() {
        set("wlsocket.x.url", "ws://example.org/");
        set("wlsocket.x.reconect.max-delay", "1s");
        set("wlsocket.x.something", "1s");
        set("wlsocket.y.something", "another application's");
        set("wlsocket.defaults.url", "ws://example.org/");
        set("wlsocket.defaults.write-limt", "1s");
        set("wlsocket.drain-limt", "1s");
        check("x");
        assertThat(problems.all()).hasSize(5);
        assertThat(problems.all().get(0))
                .contains("wlsocket.x.reconect.max-delay", "[field A.b]")
                .contains("did you mean reconnect.max-delay?");
        assertThat(problems.all().get(1))
                .contains("wlsocket.x.something", "headers.<Header>", "close-limit")
                .doesNotContain("did you mean");
        assertThat(problems.all()).anyMatch(text -> text.contains("wlsocket.defaults.url"));
        assertThat(problems.all()).anyMatch(text -> text.contains("did you mean write-limit?"));
        assertThat(problems.all()).anyMatch(text -> text.contains("did you mean wlsocket.drain-limit?"));
    }

    @Test
    void d4_keys_that_only_look_like_those_of_all_sockets_are_found() {
        set("wlsocket.default.write-limit", "1s");
        set("wlsocket.defalts.headers.X-Api-Key", "1");
        check("x");
        assertThat(problems.all()).hasSize(2);
        assertThat(problems.all().get(0)).contains("did you mean wlsocket.defaults.headers.X-Api-Key?");
        assertThat(problems.all().get(1)).contains("did you mean wlsocket.defaults.write-limit?");
    }

    @Test
    void d4_keys_that_differ_from_a_name_in_capital_letters_only_are_found() {
        set("wlsocket.prices.url", "ws://example.org/");
        set("wlsocket.Prices.write-limit", "1s");
        check("prices");
        assertThat(problems.all())
                .singleElement()
                .asString()
                .contains("wlsocket.Prices.write-limit", "write wlsocket.prices.write-limit");
    }

    @Test
    void d4_sockets_of_others_are_left_alone() {
        set("wlsocket.default.url", "ws://example.org/");
        set("wlsocket.default.write-limit", "1s");
        set("wlsocket.Prices.url", "ws://example.org/");
        set("wlsocket.Prices.write-limit", "1s");
        set("wlsocket.other.write-limit", "1s");
        check("prices");
        assertThat(problems.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"provider", "container"})
    void d4_a_choice_that_is_no_system_property_is_logged(String what) {
        environment.put("WLSOCKET_" + what.toUpperCase(Locale.ROOT), "tyrus");
        try (LogRecorder log = LogRecorder.start()) {
            check("x");
            assertThat(log.warnings()).singleElement().asString().contains("-Dwlsocket." + what + "=");
        }
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void d4_shared_keys_are_left_alone_where_no_socket_is_named() {
        environment.put("WLSOCKET_PROVIDER", "tyrus");
        set("wlsocket.defaults.write-limt", "1s");
        set("wlsocket.default.write-limit", "1s");
        set("wlsocket.drain-limt", "1s");
        try (LogRecorder log = LogRecorder.start()) {
            check();
            assertThat(log.warnings()).isEmpty();
        }
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void d4_a_password_without_its_file_is_found_unless_it_is_for_all() {
        set("wlsocket.x.url", "wss://example.org/");
        set("wlsocket.x.tls.key-store-password", "s3cr3t");
        set("wlsocket.defaults.tls.trust-store-password", "s3cr3t");
        assertThat(read("x").destination.tls()).isEmpty();
        assertThat(problems.all())
                .singleElement()
                .asString()
                .contains("wlsocket.x.tls.key-store-password", "expected tls.key-store beside it")
                .doesNotContain("s3cr3t");
    }

    @Test
    void d4_files_of_tls_that_cannot_be_used_are_found_with_their_keys() throws IOException {
        Path other = file("other.p12", new byte[] {1, 2, 3});
        set("wlsocket.x.url", "wss://example.org/");
        set("wlsocket.defaults.tls.trust-store", "/nowhere/ca.pem");
        set("wlsocket.x.tls.key-store", other.toString());
        assertThat(read("x").destination.tls()).isPresent();
        assertThat(problems.all()).hasSize(2);
        assertThat(problems.all().get(0))
                .startsWith("wlsocket.defaults.tls.trust-store: expected a trust store")
                .contains("/nowhere/ca.pem", "no such file");
        assertThat(problems.all().get(1))
                .startsWith("wlsocket.x.tls.key-store: expected a key store")
                .contains(other.toString());
    }
}
