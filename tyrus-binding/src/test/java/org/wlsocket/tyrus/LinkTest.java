// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wlsocket.CloseStatus;
import org.wlsocket.spi.Opening;
import org.wlsocket.tck.Frame;

class LinkTest {

    private static final Session SESSION = (Session) Proxy.newProxyInstance(
            LinkTest.class.getClassLoader(),
            new Class<?>[] {Session.class},
            (proxy, method, arguments) -> null);

    @ParameterizedTest
    @CsvSource({
        "1002, OPEN/PROTOCOL_VIOLATION",
        "1003, OPEN/PROTOCOL_VIOLATION",
        "1007, OPEN/PROTOCOL_VIOLATION",
        "1009, INBOUND/MESSAGE_TOO_LARGE",
        "1000, OPEN/OTHER",
        "1011, OPEN/OTHER"
    })
    void e6_the_containers_own_verdict_is_no_violation_unless_it_says_so(int code, String failure)
            throws Exception {
        RecordingListener listener = new RecordingListener();
        Link link = new Link(listener, () -> {});
        link.showsBytes(new FrameLook(1), new CloseFrames((session, status, crossed) -> {}));
        link.opened(SESSION, new SessionWire(SESSION, link), new Opening("", Map.of()));
        link.closed(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), "verdict"));

        assertThat(listener.next()).isEqualTo("opened");
        assertThat(listener.next()).isEqualTo("failed " + failure);
    }

    @Test
    void e6_what_a_container_throws_at_our_close_ends_the_link() throws Exception {
        AtomicBoolean called = new AtomicBoolean();
        Session throwing = (Session) Proxy.newProxyInstance(
                LinkTest.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && called.compareAndSet(false, true)) {
                        throw new LinkageError("another version");
                    }
                    return null;
                });
        AtomicBoolean released = new AtomicBoolean();
        RecordingListener listener = new RecordingListener();
        Link link = new Link(listener, () -> released.set(true));
        link.opened(throwing, new SessionWire(throwing, link), new Opening("", Map.of()));

        listener.wire().close(CloseStatus.NORMAL);

        assertThat(listener.rest()).containsExactly("opened", "failed OPEN/OTHER");
        assertThat(released).isTrue();
    }

    @Test
    void e8_what_follows_a_close_frame_is_kept_from_the_container() {
        byte[] close = Frame.close(4004, "no more").encode();
        byte[] ghost = Frame.text("ghost").encode();
        byte[] together = ByteBuffer.allocate(close.length + ghost.length).put(close).put(ghost).array();
        ByteArrayOutputStream container = new ByteArrayOutputStream();
        Link link = new Link(new RecordingListener(), () -> {});
        link.showsBytes(FrameLook.strict(100), new CloseFrames((session, status, crossed) -> {}));
        link.opened(SESSION, new SessionWire(SESSION, link), new Opening("", Map.of()));

        link.read(ByteBuffer.wrap(together), part -> take(part, container));
        link.read(ByteBuffer.wrap(ghost), part -> take(part, container));

        assertThat(container.toByteArray()).isEqualTo(close);
    }

    private static void take(ByteBuffer part, ByteArrayOutputStream container) {
        while (part.hasRemaining()) {
            container.write(part.get());
        }
    }
}
