// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WireListener;

/** On which threads a wire is called. */
class MarkedThreadsTest {

    private final Set<Thread> callers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger aborts = new AtomicInteger();

    private final class Marking implements SocketProvider {

        private final MemoryProvider network = MemoryProvider.with(peer -> peer.onText(peer::send));
        private final boolean marks;

        Marking(boolean marks) {
            this.marks = marks;
        }

        @Override
        public String name() {
            return "marking";
        }

        @Override
        public boolean marksThreads() {
            return marks;
        }

        @Override
        public void connect(Handshake handshake, WireListener listener) throws Exception {
            network.connect(handshake, passing(listener));
        }

        @Override
        public void close() {
            network.close();
        }
    }

    /** Passes everything on, with a wire that notes its callers. */
    private WireListener passing(WireListener kernel) {
        return inFrontOf(WireListener.class, kernel, (method, arguments) -> {
            if (method.equals("opened")) {
                arguments[0] = inFrontOf(Wire.class, (Wire) arguments[0], this::note);
            }
        });
    }

    private void note(String method, Object[] arguments) {
        callers.add(Thread.currentThread());
        if (method.equals("abort")) {
            aborts.incrementAndGet();
        }
    }

    /** {@return what is told of each call and then passes it on} */
    private static <T> T inFrontOf(Class<T> type, T target, BiConsumer<String, Object[]> told) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    told.accept(method.getName(), arguments);
                    return method.invoke(target, arguments);
                }));
    }

    private void talk(boolean marks) throws Exception {
        EventRecorder events = new EventRecorder();
        try (Sockets sockets = Sockets.builder().provider(new Marking(marks)).build()) {
            NamedSocket socket = sockets.connect("client", "ws://anywhere/", events);
            socket.awaitOpen(Duration.ofSeconds(10));
            assertThat(socket.send("1").accepted()).isTrue();
            assertThat(socket.send(ByteBuffer.allocate(1)).accepted()).isTrue();
            socket.ping().toCompletableFuture().get();
            events.awaitCount(2);
            socket.close();
            assertThat(events.awaitClosed().status()).isEqualTo(CloseStatus.NORMAL);
        }
    }

    @Test
    void d5_a_wire_that_marks_threads_is_called_on_those_of_the_library_only() throws Exception {
        talk(true);
        assertThat(callers).isNotEmpty().allMatch(thread -> thread.getName().startsWith("wlsocket-"));
    }

    @Test
    void d5_so_it_is_when_it_is_cut() {
        EventRecorder events = new EventRecorder();
        try (Sockets sockets = Sockets.builder().provider(new Marking(true)).build()) {
            CompletableFuture<Void> ready = new CompletableFuture<>();
            SocketOptions options = SocketOptions.defaults().withReadiness(preparation -> ready);
            Destination anywhere = Destination.of("ws://anywhere/");
            NamedSocket unused = sockets.connect("client", anywhere, options, events);
            Patience.until("the log-in is waited for", () -> ready.getNumberOfDependents() > 0);
            // Ends the link on this thread.
            ready.completeExceptionally(new IllegalStateException("no log-in"));
            assertThat(events.awaitClosed().status().code()).isEqualTo(1006);
        }
        assertThat(aborts).hasPositiveValue();
        assertThat(callers).allMatch(thread -> thread.getName().startsWith("wlsocket-"));
    }

    @Test
    void c4_another_wire_is_called_by_the_sender_itself() throws Exception {
        talk(false);
        assertThat(callers).contains(Thread.currentThread());
    }
}
