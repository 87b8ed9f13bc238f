// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FrameTest {

    @Test
    void the_examples_of_rfc_6455_are_encoded_byte_for_byte() {
        assertThat(hex(Frame.text("Hello"))).isEqualTo("810548656c6c6f");
        assertThat(hex(Frame.text("Hello").masked(bytes("37fa213d")))).isEqualTo("818537fa213d7f9f4d5158");
        assertThat(hex(Frame.text("Hel").withFin(false))).isEqualTo("010348656c");
        assertThat(hex(Frame.close(1000, ""))).isEqualTo("880203e8");
        assertThat(hex(Frame.closeEmpty())).isEqualTo("8800");
    }

    @Test
    void a_frame_can_be_bent_in_every_bit() {
        assertThat(hex(Frame.ping().withOpcode(11).withRsv(5).withFin(false))).isEqualTo("5b00");
        assertThat(hex(Frame.text("a").encodeWithLengthForm(16))).isEqualTo("817e000161");
        assertThat(hex(Frame.text("a").encodeWithLengthForm(64))).isEqualTo("817f000000000000000161");
    }

    @Test
    void every_length_is_read_back() throws IOException {
        for (int length : new int[] {0, 125, 126, 65_535, 65_536, 100_000}) {
            assertReadBack(length);
        }
    }

    private static void assertReadBack(int length) throws IOException {
        byte[] payload = new byte[length];
        Arrays.fill(payload, (byte) 'x');

        Frame read = read(Frame.binary(payload).withRsv(2).masked(bytes("01020304")).encode());

        assertThat(read.payload()).isEqualTo(payload);
        assertThat(read.rsv()).isEqualTo(2);
        assertThat(read.maskKey()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_close_tells_code_and_reason() {
        assertThat(Frame.close(4000, "é").closeCode()).isEqualTo(4000);
        assertThat(Frame.close(4000, "é").closeReason()).isEqualTo("é");
        assertThat(Frame.close(65_535, "").closeCode()).isEqualTo(65_535);
        assertThat(Frame.closeEmpty().closeCode()).isEqualTo(1005);
        assertThat(Frame.closeEmpty().closeReason()).isEmpty();
    }

    @Test
    void fragments_cut_a_text_inside_its_characters() {
        Frame[] frames = Frame.fragments("é€😀", 9);

        assertThat(frames).hasSize(9).allMatch(each -> each.length() == 1);
        assertThat(Arrays.stream(frames).map(Frame::opcode).collect(Collectors.toList()))
                .startsWith(1, 0).endsWith(0, 0);
        assertThat(Arrays.stream(frames).filter(Frame::fin)).containsExactly(frames[8]);
        assertThat(Frame.fragments("", 3)).hasSize(3);
    }

    @Test
    void the_end_of_the_stream_is_null_in_front_of_a_frame_and_an_error_inside() throws IOException {
        assertThat(read(new byte[0])).isNull();
        assertThatIOException().isThrownBy(() -> read(bytes("8105"))).isInstanceOf(EOFException.class);
        assertThatIOException().isThrownBy(() -> read(bytes("817f8000000000000000")));
    }

    @Test
    void a_frame_shows_itself_in_one_short_line() {
        assertThat(Frame.text("hi").withFin(false)).hasToString("TEXT+more('hi')");
        assertThat(Frame.close(1001, "bye")).hasToString("CLOSE(1001 'bye')");
        assertThat(Frame.binary(new byte[9]).withRsv(4)).hasToString("BINARY rsv=4(9 bytes)");
        assertThat(Frame.ping().withOpcode(3)).hasToString("OPCODE_3()");
    }

    private static Frame read(byte[] bytes) throws IOException {
        return FrameCodec.read(new ByteArrayInputStream(bytes));
    }

    private static String hex(Frame frame) {
        return hex(frame.encode());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
