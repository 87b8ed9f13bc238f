// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PayloadTest {

    @Test
    void ascii_repeats_the_sixteen_digits() {
        assertThat(Payload.generate("ascii", 18)).isEqualTo("0123456789abcdef01");
        assertThat(Payload.generate("ascii", 0)).isEmpty();
        assertThat(Payload.generate("ascii", 32)).hasSize(32);
    }

    @Test
    void astral_counts_code_points_and_begins_again_after_64() {
        String text = Payload.generate("astral", 65);

        assertThat(text).hasSize(130).startsWith("\uD83D\uDE00\uD83D\uDE01").endsWith("\uD83D\uDE00");
    }

    @Test
    void another_kind_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Payload.generate("latin", 1));
    }

    @Test
    void the_digest_is_the_first_half_of_sha_256_over_utf_8() {
        assertThat(Payload.sha("")).isEqualTo("e3b0c44298fc1c14");
        assertThat(Payload.sha("hello")).isEqualTo("2cf24dba5fb0a30e");
        assertThat(Payload.sha(Payload.generate("astral", 1000))).isEqualTo("64fcbd0862598149");
    }

    @Test
    void the_digest_leaves_the_buffer_as_it_was() {
        ByteBuffer data = ByteBuffer.wrap(new byte[] {1, 2, 3});

        assertThat(Payload.sha(data)).isEqualTo(Payload.sha(data));
        assertThat(data.remaining()).isEqualTo(3);
    }
}
