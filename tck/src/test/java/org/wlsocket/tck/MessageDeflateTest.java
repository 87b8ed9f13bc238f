// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one side compresses, the other reads; the bytes are those of RFC 7692 section 7.2.3. */
class MessageDeflateTest {

    private static final String DEFLATE = "permessage-deflate";

    private final MessageDeflate server = MessageDeflate.agreedOnBy(DEFLATE);
    private final MessageDeflate client = MessageDeflate.agreedOnBy(DEFLATE);

    private static Frame read(MessageDeflate reader, Frame... frames) throws IOException {
        Queue<Frame> left = new ArrayDeque<>(List.of(frames));
        return reader.read(new FrameSource() {
            @Override
            public Frame readFrame() {
                return left.poll();
            }

            @Override
            public FrameSink answers() {
                throw new UnsupportedOperationException();
            }
        });
    }

    @Test
    void a_compressed_hello_is_that_of_the_specification() {
        Frame[] frames = server.compress(Frame.text("Hello"), 1);
        assertThat(frames).hasSize(1);
        assertThat(frames[0].rsv()).isEqualTo(4);
        assertThat(frames[0].payload()).containsExactly(0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00);
    }

    @Test
    void a_second_hello_refers_to_the_first() throws IOException {
        Frame[] first = server.compress(Frame.text("Hello"), 1);
        Frame[] second = server.compress(Frame.text("Hello"), 1);
        assertThat(second[0].payload()).containsExactly(0xf2, 0x00, 0x11, 0x00, 0x00);
        assertThat(read(client, first).text()).isEqualTo("Hello");
        assertThat(read(client, second).text()).isEqualTo("Hello");
    }

    @Test
    void without_takeover_messages_do_not_refer_to_each_other() throws IOException {
        try (MessageDeflate forgets = MessageDeflate.agreedOnBy(DEFLATE + "; server_no_context_takeover");
                MessageDeflate resets = MessageDeflate.agreedOnBy(DEFLATE + "; client_no_context_takeover")) {
            Frame[] first = forgets.compress(Frame.text("Hello"), 1);
            Frame[] second = forgets.compress(Frame.text("Hello"), 1);
            assertThat(second[0].payload()).isEqualTo(first[0].payload());
            assertThat(read(resets, first).text()).isEqualTo("Hello");
            assertThat(read(resets, second).text()).isEqualTo("Hello");
            Frame[] kept = server.compress(Frame.text("Hello"), 1);
            Frame[] referring = server.compress(Frame.text("Hello"), 1);
            assertThat(read(resets, kept).text()).isEqualTo("Hello");
            assertThatThrownBy(() -> read(resets, referring)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 8192, 65_536, 1_000_000})
    void a_message_of_any_size_is_whole_again(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        for (int count : new int[] {1, 2, 3}) {
            Frame[] frames = server.compress(Frame.binary(bytes), count);
            assertThat(frames).hasSize(count);
            Frame whole = read(client, frames);
            assertThat(whole.is(Opcode.BINARY)).isTrue();
            assertThat(whole.payload()).isEqualTo(bytes);
        }
    }

    @Test
    void a_message_that_is_not_compressed_and_a_control_frame_are_read_as_they_are() throws IOException {
        Frame[] parts = server.compress(Frame.text("Hello"), 2);
        assertThat(read(client, Frame.text("plain")).text()).isEqualTo("plain");
        assertThat(read(client, parts[0], Frame.ping((byte) 1)).is(Opcode.PING)).isTrue();
        assertThat(read(client, parts[1]).text()).isEqualTo("Hello");
        assertThat(read(client)).isNull();
    }
}
