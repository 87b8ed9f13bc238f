// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.tck.Frame;

class FrameLookTest {

    private static final int LARGEST = 1 << 20;
    private static final int STREAMS = 200;

    private final FrameLook look = new FrameLook(LARGEST);

    private static byte[] stream(Frame... frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Frame frame : frames) {
            bytes.writeBytes(frame.encode());
        }
        return bytes.toByteArray();
    }

    private static byte[] everyKind() {
        return stream(
                Frame.text("a"),
                Frame.binary(new byte[126]),
                Frame.ping(new byte[125]),
                Frame.binary(new byte[70_000]),
                Frame.text("b"),
                Frame.binary(new byte[LARGEST]),
                Frame.text(""));
    }

    @Test
    void whatever_the_parts_the_container_sees_the_same_bytes_and_large_frames_whole() {
        byte[] all = everyKind();
        Random random = new Random(1);
        for (int i = 0; i < STREAMS; i++) {
            assertThat(throughParts(all, random, 1 << (1 + i % 20))).isEqualTo(all);
        }
    }

    private static byte[] throughParts(byte[] all, Random random, int largestPart) {
        FrameLook seeing = new FrameLook(LARGEST);
        HeldBytes held = new HeldBytes();
        ByteArrayOutputStream container = new ByteArrayOutputStream();
        int at = 0;
        while (at < all.length) {
            int length = Math.min(1 + random.nextInt(largestPart), all.length - at);
            ByteBuffer part = ByteBuffer.wrap(all, at, length);
            at += length;
            int good = seeing.scan(part);
            if (good > 0) {
                ByteBuffer passed = held.followedBy(part.slice(part.position(), good));
                byte[] bytes = new byte[passed.remaining()];
                passed.get(bytes);
                container.writeBytes(bytes);
                part.position(part.position() + good);
            }
            if (seeing.isInLargeFrame()) {
                held.add(part);
            }
            assertThat(part.hasRemaining()).isFalse();
        }
        assertThat(seeing.violation()).isNull();
        return container.toByteArray();
    }

    @Test
    void e5_a_close_frame_is_found_in_whatever_parts_it_comes() {
        byte[] all = stream(Frame.text("before"), Frame.close(4001, "é"));
        int closeAt = stream(Frame.text("before")).length;
        for (int cut = 1; cut < all.length; cut++) {
            FrameLook seeing = new FrameLook(LARGEST);
            int first = seeing.scan(ByteBuffer.wrap(all, 0, cut));
            int second = seeing.scan(ByteBuffer.wrap(all, cut, all.length - cut));

            // The first byte of a header alone does not tell what frame it begins.
            assertThat(first + second).isBetween(closeAt, closeAt + 1);
            assertThat(seeing.close()).isEqualTo(CloseStatus.of(4001, "é"));
        }
    }

    @Test
    void e6_a_close_frame_with_an_impossible_length_is_a_violation() {
        byte[] impossible = {(byte) 0x88, 127, -1, -1, -1, -1, -1, -1, -1, -1};

        assertThat(look.scan(ByteBuffer.wrap(impossible))).isZero();
        assertThat(look.violation()).isNotNull();
        assertThat(look.close()).isNull();
    }

    @Test
    void e6_an_invalid_close_frame_is_a_violation_where_the_container_would_keep_silent() {
        byte[] oneByte = {(byte) 0x88, 1, 3};
        FrameLook strict = FrameLook.strict(LARGEST);

        assertThat(strict.scan(ByteBuffer.wrap(oneByte))).isZero();
        assertThat(strict.violation()).isNotNull();
        assertThat(look.scan(ByteBuffer.wrap(oneByte))).isZero();
        assertThat(look.violation()).isNull();
    }

    @Test
    void a_strict_look_lets_large_frames_pass_in_parts() {
        byte[] large = stream(Frame.binary(new byte[LARGEST]));
        FrameLook strict = FrameLook.strict(LARGEST);

        assertThat(strict.scan(ByteBuffer.wrap(large, 0, 4000))).isEqualTo(4000);
        assertThat(strict.isInLargeFrame()).isFalse();
    }

    @Test
    void what_follows_a_close_frame_means_nothing() {
        byte[] all = stream(Frame.close(1000, ""), Frame.close(4001, ""));

        assertThat(look.scan(ByteBuffer.wrap(all))).isZero();
        assertThat(look.close()).isEqualTo(CloseStatus.NORMAL);
    }

    @Test
    void the_first_frame_of_a_message_may_say_that_it_is_compressed() {
        byte[] all = stream(
                Frame.text("a").withRsv(4).withFin(false),
                Frame.ping(),
                Frame.continuation((byte) 1),
                Frame.binary().withRsv(4));
        assertThat(look.scan(ByteBuffer.wrap(all))).isEqualTo(all.length);
        assertThat(look.violation()).isNull();
    }

    @Test
    void e6_a_later_frame_or_a_control_frame_must_not() {
        for (Frame later : List.of(Frame.continuation((byte) 1), Frame.ping(), Frame.close(1000, ""))) {
            FrameLook seeing = new FrameLook(LARGEST);
            byte[] before = stream(Frame.text("a").withRsv(4).withFin(false));
            byte[] all = stream(Frame.text("a").withRsv(4).withFin(false), later.withRsv(4));
            assertThat(seeing.scan(ByteBuffer.wrap(all))).isEqualTo(before.length);
            assertThat(seeing.violation().reason()).isEqualTo(Failure.Reason.PROTOCOL_VIOLATION);
        }
    }
}
