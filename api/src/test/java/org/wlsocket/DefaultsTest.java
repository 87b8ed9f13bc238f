// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.wlsocket.spi.Handshake;

/** What holds when nothing is said, and how far it can be set. */
class DefaultsTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final int MIB = 1024 * 1024;

    private final SocketOptions defaults = SocketOptions.defaults();

    @Test
    void c1_every_wait_of_a_link_has_a_limit_of_ten_seconds() {
        assertThat(Destination.of("ws://localhost/").connectLimit()).isEqualTo(TEN_SECONDS);
        assertThat(defaults.writeLimit()).isEqualTo(TEN_SECONDS);
        assertThat(defaults.closeLimit()).as("C6").isEqualTo(TEN_SECONDS);
        assertThat(Sockets.builder().drainLimit).as("C9").isEqualTo(TEN_SECONDS);
    }

    @Test
    void e10_c4_a_thousand_messages_or_eight_mebibytes_may_wait_each_way() {
        assertThat(defaults.receiveBuffer()).isEqualTo(new SocketOptions.Bound(1000, 8L * MIB));
        assertThat(defaults.sendBuffer()).isEqualTo(new SocketOptions.Bound(1000, 8L * MIB));
    }

    @Test
    void c11_the_largest_message_is_one_mebibyte_and_can_be_set_to_256() {
        assertThat(defaults.maxMessageSize()).isEqualTo(MIB);
        assertThat(defaults.withMaxMessageSize(256 * MIB).maxMessageSize()).isEqualTo(256 * MIB);
        assertThatThrownBy(() -> defaults.withMaxMessageSize(256 * MIB + 1))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected", "found");
    }

    @Test
    void c2_messages_are_compressed_only_when_the_destination_says_so() {
        Destination plain = Destination.of("ws://localhost/");
        Destination compressing = plain.withCompression(true);
        assertThat(plain.compression()).isFalse();
        assertThat(compressing.withHeader("X", "y").compression()).isTrue();
        assertThat(Handshake.of(compressing, MIB).compression()).isTrue();
        assertThat(compressing.withCompression(false).compression()).isFalse();
    }
}
