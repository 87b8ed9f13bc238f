// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.tyrus.CloseFrames.Came;
import org.wlsocket.tyrus.CloseFrames.Sent;

class CloseFramesTest {

    private static final CloseStatus OURS = CloseStatus.of(4000, "bye é");
    private static final CloseStatus THEIRS = CloseStatus.of(4010, "other");
    private static final Session SESSION = (Session) Proxy.newProxyInstance(
            CloseFramesTest.class.getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) -> null);

    private final List<CloseStatus> written = new ArrayList<>();
    private final CloseFrames frames = new CloseFrames((session, status, crossed) -> written.add(status));

    @Test
    void e5_the_frame_of_the_peer_answers_ours_once_ours_is_sent() {
        assertThat(frames.send(SESSION, OURS)).isEqualTo(Sent.DONE);

        assertThat(written).hasSize(1);
        assertThat(frames.isSent()).isTrue();
        assertThat(frames.came(THEIRS)).isEqualTo(Came.LAST);
        assertThat(frames.peers()).isEqualTo(THEIRS);
    }

    @Test
    void what_the_peer_closed_first_is_answered_by_the_container_alone() {
        assertThat(frames.came(THEIRS)).isEqualTo(Came.FIRST);

        assertThat(frames.send(SESSION, OURS)).isEqualTo(Sent.DONE);
        assertThat(written).isEmpty();
        assertThat(frames.isSent()).isFalse();
    }

    @Test
    void where_no_frame_can_go_past_the_container_it_must_close() {
        CloseFrames unknown = new CloseFrames((session, status, crossed) -> {
            throw new NoSuchFieldException("webSocket");
        });

        assertThat(unknown.send(SESSION, OURS)).isEqualTo(Sent.IMPOSSIBLE);
        assertThat(unknown.isSent()).isFalse();
    }

    @Test
    void a_link_that_has_ended_meanwhile_needs_no_close() {
        CloseFrames ended = new CloseFrames((session, status, crossed) -> {
            throw new IllegalStateException("closed");
        });

        assertThat(ended.send(SESSION, OURS)).isEqualTo(Sent.DONE);
    }

    @Test
    void e5_a_frame_of_the_peer_that_crosses_ours_does_not_answer_it_before_ours_is_out() {
        AtomicReference<CloseFrames> crossed = new AtomicReference<>();
        List<Came> came = new ArrayList<>();
        crossed.set(new CloseFrames((session, status, seen) -> came.add(crossed.get().came(THEIRS))));

        assertThat(crossed.get().send(SESSION, OURS)).isEqualTo(Sent.CROSSED);
        assertThat(came).containsExactly(Came.MEANWHILE);
        assertThat(crossed.get().peers()).isEqualTo(THEIRS);
    }

    @Test
    void a_frame_is_masked_and_carries_code_and_reason() {
        byte[] frame = new byte[CloseFrames.frame(OURS).remaining()];
        CloseFrames.frame(OURS).get(frame);

        byte[] reason = "bye é".getBytes(StandardCharsets.UTF_8);
        assertThat(frame).hasSize(2 + 4 + 2 + reason.length);
        assertThat(frame[0]).isEqualTo((byte) 0x88);
        assertThat(frame[1]).isEqualTo((byte) (0x80 | 2 + reason.length));
        ByteBuffer body = ByteBuffer.allocate(2 + reason.length);
        for (int i = 0; i < body.capacity(); i++) {
            body.put(i, (byte) (frame[6 + i] ^ frame[2 + i % 4]));
        }
        assertThat(body.getShort()).isEqualTo((short) 4000);
        assertThat(StandardCharsets.UTF_8.decode(body).toString()).isEqualTo("bye é");
    }
}
