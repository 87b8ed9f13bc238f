// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;

class DefaultSocketsTest {

    private final Sockets mine = Sockets.builder().provider(new IdleProvider()).build();
    private final Sockets other = Sockets.builder().provider(new IdleProvider()).build();

    @BeforeEach
    @AfterEach
    void forget() {
        DefaultSockets.forget();
    }

    @AfterEach
    void close() {
        mine.close();
        other.close();
    }

    @Test
    void there_is_no_default_before_it_is_made_or_set() {
        assertThat(DefaultSockets.find()).isEmpty();
        assertThat(DefaultSockets.isCleared()).isFalse();
    }

    @Test
    void c12_a_container_sets_the_default() {
        DefaultSockets.use(mine);

        assertThat(DefaultSockets.find()).containsSame(mine);
        assertThat(DefaultSockets.findOrCreate()).containsSame(mine);
    }

    @Test
    void c12_after_clear_no_new_default_is_made() {
        DefaultSockets.use(mine);
        DefaultSockets.clear(mine);

        assertThat(DefaultSockets.find()).isEmpty();
        assertThat(DefaultSockets.findOrCreate()).isEmpty();
        assertThat(DefaultSockets.isCleared()).isTrue();
    }

    @Test
    void c12_the_next_application_sets_its_own_after_clear() {
        DefaultSockets.use(mine);
        DefaultSockets.clear(mine);
        DefaultSockets.use(other);

        assertThat(DefaultSockets.findOrCreate()).containsSame(other);
        assertThat(DefaultSockets.isCleared()).isFalse();
    }

    @Test
    void c12_a_late_clear_does_not_touch_the_sockets_of_the_next_application() {
        DefaultSockets.use(mine);
        DefaultSockets.use(other);
        DefaultSockets.clear(mine);

        assertThat(DefaultSockets.find()).containsSame(other);
    }

    @Test
    void c12_a_default_is_made_once() {
        assertThat(DefaultSockets.findOr(() -> mine)).containsSame(mine);
        assertThat(DefaultSockets.findOr(() -> other)).containsSame(mine);
        assertThat(DefaultSockets.find()).containsSame(mine);
    }

    @Test
    void c12_of_two_defaults_that_are_made_at_once_the_later_is_closed() {
        assertThat(DefaultSockets.findOr(() -> {
                    DefaultSockets.findOr(() -> mine);
                    return other;
                }))
                .containsSame(mine);

        assertThat(isClosed(other)).isTrue();
        assertThat(isClosed(mine)).isFalse();
    }

    @Test
    void a_default_that_was_made_here_is_closed_when_a_container_sets_its_own() {
        DefaultSockets.findOr(() -> mine);
        DefaultSockets.use(other);
        assertThat(isClosed(mine)).isTrue();

        DefaultSockets.use(mine);
        assertThat(isClosed(other)).isFalse();
    }

    @Test
    void c12_a_default_that_was_made_here_can_be_cleared_too() {
        DefaultSockets.findOr(() -> mine);
        DefaultSockets.find().ifPresent(DefaultSockets::clear);

        assertThat(DefaultSockets.findOr(() -> other)).isEmpty();
        assertThat(isClosed(mine)).isFalse();
    }

    private static boolean isClosed(Sockets sockets) {
        try {
            SocketOptions idle = SocketOptions.defaults().withAutoConnect(false);
            sockets.connect("probe", Destination.of("ws://host/"), idle);
            return false;
        } catch (NamedSocketException.SocketsClosed e) {
            return true;
        }
    }

    @Test
    void the_first_need_of_a_default_makes_one_and_says_when_no_provider_is_there() {
        assertThatThrownBy(DefaultSockets::findOrCreate).isInstanceOf(NamedSocketException.NoProvider.class);
        assertThat(DefaultSockets.isCleared()).isFalse();
    }

    private static final class IdleProvider implements SocketProvider {

        @Override
        public String name() {
            return "idle";
        }

        @Override
        public void connect(Handshake handshake, WireListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
