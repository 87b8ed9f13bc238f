// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.spi.WireListener;

/** One provider is found; with none or two the message says what to do. */
class ProviderLookupTest {

    private static final class Candidate implements SocketProvider {

        private final String name;
        private boolean closed;

        Candidate(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void connect(Handshake handshake, WireListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Candidate one = new Candidate("one");
    private final Candidate two = new Candidate("two");

    @Test
    void the_only_provider_is_taken() {
        assertThat(ProviderLookup.choose(List.of(one), null)).isSameAs(one);
        assertThat(one.closed).isFalse();
    }

    @Test
    void without_a_provider_the_message_names_the_artifact() {
        assertThatThrownBy(() -> ProviderLookup.choose(List.of(), null))
                .isInstanceOf(NamedSocketException.NoProvider.class)
                .hasMessageContainingAll("expected one", "found none", "org.wlsocket:wlsocket-tyrus");
    }

    @Test
    void with_two_providers_the_message_names_both_and_the_property() {
        assertThatThrownBy(() -> ProviderLookup.choose(List.of(one, two), null))
                .isInstanceOf(NamedSocketException.NoProvider.class)
                .hasMessageContainingAll("expected one", "found", "one (", "two (", "wlsocket.provider");
        assertThat(one.closed && two.closed).isTrue();
    }

    @Test
    void the_property_names_one_of_several_and_the_others_are_closed() {
        assertThat(ProviderLookup.choose(List.of(one, two), "two")).isSameAs(two);
        assertThat(one.closed).isTrue();
        assertThat(two.closed).isFalse();
    }

    @Test
    void a_property_that_names_none_is_an_error_although_there_is_a_provider() {
        assertThatThrownBy(() -> ProviderLookup.choose(List.of(one), "three"))
                .isInstanceOf(NamedSocketException.NoProvider.class)
                .hasMessageContainingAll("\"three\"", "one (", "correct the property");
        assertThat(one.closed).isTrue();
    }

    @Test
    void sockets_without_a_provider_on_the_class_path_are_refused() {
        assertThatThrownBy(Sockets::create).isInstanceOf(NamedSocketException.NoProvider.class);
    }
}
