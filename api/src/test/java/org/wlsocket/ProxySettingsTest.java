// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.spi.HttpProxy;

class ProxySettingsTest {

    private static final URI SERVER = URI.create("wss://example.org:8443/a?token=secret");
    private static final ProxySettings ONE = ProxySettings.of("proxy.intern", 3128);

    private final List<URI> asked = new ArrayList<>();

    private ProxySettings selecting(List<Proxy> answer) {
        return ProxySettings.selectedBy(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                asked.add(uri);
                return answer;
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
    }

    private static Proxy proxy(Proxy.Type type, String host) {
        return new Proxy(type, InetSocketAddress.createUnresolved(host, 3128));
    }

    private static Optional<String> found(ProxySettings settings) {
        return settings.proxyFor(SERVER).map(HttpProxy::toString);
    }

    @Test
    void direct_is_the_default_and_no_proxy() {
        assertThat(Destination.of(SERVER).proxy()).isSameAs(ProxySettings.direct());
        assertThat(found(ProxySettings.direct())).isEmpty();
    }

    @Test
    void one_proxy_is_for_all() {
        assertThat(found(ONE)).contains("proxy.intern:3128");
    }

    @Test
    void a_selector_is_asked_each_time_in_http_and_without_the_query() {
        ProxySettings settings = selecting(List.of(Proxy.NO_PROXY));
        var unused = settings.proxyFor(SERVER);
        unused = settings.proxyFor(URI.create("ws://[::1]:80/a"));

        assertThat(asked)
                .containsExactly(URI.create("https://example.org:8443/a"), URI.create("http://[::1]:80/a"));
    }

    @Test
    void the_first_answer_that_can_be_used_counts() {
        List<Proxy> offered = List.of(proxy(Proxy.Type.SOCKS, "socks"), proxy(Proxy.Type.HTTP, "first"));
        assertThat(found(selecting(offered)))
                .contains("first:3128");
        assertThat(found(selecting(List.of(Proxy.NO_PROXY, proxy(Proxy.Type.HTTP, "second"))))).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway")
    void socks_alone_is_not_taken_for_a_direct_connection() {
        ProxySettings socks = selecting(List.of(proxy(Proxy.Type.SOCKS, "socks")));
        assertThatThrownBy(() -> socks.proxyFor(SERVER))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("expected", "found", "SOCKS", ";");
        assertThatThrownBy(() -> selecting(null).proxyFor(SERVER)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void credentials_are_basic_in_utf8_and_never_shown() {
        ProxySettings settings = ONE.withCredentials("app", "sécret");
        HttpProxy proxy = settings.proxyFor(SERVER).orElseThrow();

        assertThat(proxy.authorization()).contains("Basic YXBwOnPDqWNyZXQ=");
        assertThat(settings.toString() + proxy).doesNotContain("sécret", "YXBw");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, ws://localhost/, true",
        "localhost, ws://LOCALHOST:8080/, true",
        "localhost, ws://localhost.example.org/, false",
        "*.intern, ws://a.b.intern/, true",
        "*.intern, ws://intern/, false",
        "10.*, ws://10.1.2.3/, true",
        "*chat*, ws://my.chat.example/, true",
        "::1, ws://[::1]/, true",
        "*, ws://anything/, true"
    })
    void hosts_can_be_left_out(String pattern, URI uri, boolean direct) {
        assertThat(ONE.withoutProxyFor("other", pattern).proxyFor(uri).isEmpty()).isEqualTo(direct);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a*b"})
    void a_pattern_of_another_form_is_refused(String pattern) {
        assertBad(() -> ONE.withoutProxyFor(pattern));
    }

    @Test
    void what_is_no_proxy_is_refused_at_once_and_without_its_password() {
        assertBad(() -> ProxySettings.of("http://proxy", 3128));
        assertBad(() -> ProxySettings.of("user:secret@proxy", 3128));
        assertBad(() -> ProxySettings.of("", 3128));
        assertBad(() -> ProxySettings.of("proxy", 0));
        assertBad(() -> ProxySettings.of("proxy", 65_536));
        assertBad(() -> ONE.withCredentials("a:b", "secret"));
    }

    private static void assertBad(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected", "found", ";")
                .hasMessageNotContaining("secret");
    }

    @Test
    void credentials_for_no_proxy_are_refused() {
        assertThatThrownBy(() -> ProxySettings.direct().withCredentials("app", "secret"))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected", "found none", "ProxySettings.of")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*b", "a*b*", "*a*b", "a.*.b"})
    void a_star_inside_an_exception_is_refused_as_it_would_never_match(String host) {
        assertThatThrownBy(() -> ONE.withoutProxyFor(host))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected", "found", host);
    }
}
