// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wlsocket.NamedSocket;
import org.wlsocket.OfflineQueue;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;
import org.wlsocket.SocketState.Waiting;

/** Minutes of a socket's life in milliseconds, without a network. */
abstract class Story {

    static final SocketOptions PLAIN = SocketOptions.defaults();
    static final SocketOptions STAYING = PLAIN.withReconnect(Reconnect.on());
    static final OfflineQueue QUEUE = OfflineQueue.on(OfflineQueue.Overflow.REFUSE);

    /** How each peer is made ready; may be changed between attempts. */
    Consumer<MemoryPeer> script = peer -> {};

    @RegisterExtension
    final VirtualTime virtual = new VirtualTime(peer -> script.accept(peer));

    NamedSocket connect(SocketOptions options) {
        return virtual.connect(options);
    }

    MemoryPeer peer() {
        return virtual.peer();
    }

    int attempts() {
        return virtual.provider().attempts();
    }

    /** The peer drops the link; no time passes. */
    void cut() {
        peer().drop();
        virtual.run();
    }

    void millis(long count) {
        virtual.advance(Duration.ofMillis(count));
    }

    void seconds(long count) {
        virtual.advance(Duration.ofSeconds(count));
    }

    void minutes(long count) {
        virtual.advance(Duration.ofMinutes(count));
    }

    /** What was heard, without the random delays. */
    String heard() {
        return shortText(virtual.events());
    }

    static String shortText(List<SocketEvent> events) {
        return EventText.of(events).replaceAll(", again in PT[0-9.A-Z]+", ", again");
    }

    static void assertOpen(NamedSocket socket) {
        assertThat(socket.state()).isInstanceOf(SocketState.Open.class);
    }

    static void assertEnded(NamedSocket socket) {
        assertThat(socket.state()).isInstanceOf(SocketState.Closed.class);
    }

    static Waiting waiting(NamedSocket socket) {
        assertThat(socket.state()).isInstanceOf(Waiting.class);
        return (Waiting) socket.state();
    }
}
