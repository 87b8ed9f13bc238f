// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.Failure;

class FrameLengthTest {

    private final FrameLook look = new FrameLook(1 << 20);

    @ParameterizedTest
    @ValueSource(strings = {"81 05", "81 7e 007e", "81 7e ffff", "81 7f 0000000000010000"})
    void the_shortest_form_of_a_length_passes(String header) {
        assertThat(look.scan(bytes(header))).isEqualTo(bytes(header).remaining());
        assertThat(look.violation()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"81 7e 0005", "81 7e 007d", "81 7f 000000000000ffff", "89 7e 0001"})
    void e6_a_longer_form_breaks_the_protocol(String header) {
        assertThat(look.scan(bytes(header))).isZero();
        assertThat(look.violation()).returns(Failure.Reason.PROTOCOL_VIOLATION, Failure::reason);
    }

    @Test
    void a_length_with_its_top_bit_set_is_found_whatever_follows() {
        assertThat(look.scan(bytes("81 01 61 81 7f ffffffffffffffff 61 62"))).isEqualTo(3);
        assertThat(look.violation()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"89 7e 007e", "8a 7e 0100", "88 7f 0000000000011170", "89 7f 0000000040000000"})
    void e6_a_control_frame_that_is_too_long_is_found_before_its_body(String header) {
        assertThat(look.scan(bytes(header))).isZero();
        assertThat(look.violation()).returns(Failure.Reason.PROTOCOL_VIOLATION, Failure::reason);
    }

    @Test
    void a_masked_frame_is_found_whatever_its_length() {
        assertThat(look.scan(bytes("81 7f 0000000000010000"))).isEqualTo(10);
        FrameLook other = new FrameLook(1 << 20);
        assertThat(other.scan(bytes("81 ff ffffffffffffffff 01020304"))).isZero();
        assertThat(other.violation()).isNotNull();
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
