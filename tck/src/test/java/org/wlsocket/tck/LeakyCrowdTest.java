// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.spi.WireListener;

/** A test of a test: the suite for crowds notices what a provider leaves behind for each socket. */
@Tag("slow")
class LeakyCrowdTest {

    private enum Leak {
        LINK_OF_EACH_SOCKET,
        THREAD_OF_EACH_SOCKET,
        THREAD_AFTER_CLOSE
    }

    private static final class Leaky implements SocketProvider {

        private final SocketProvider real = new JdkProvider();
        private final List<WireListener> held = new CopyOnWriteArrayList<>();
        private final CountDownLatch released;
        private final Leak leak;

        Leaky(Leak leak, CountDownLatch released) {
            this.leak = leak;
            this.released = released;
        }

        @Override
        public String name() {
            return "leaky";
        }

        @Override
        public void connect(Handshake handshake, WireListener listener) throws Exception {
            real.connect(handshake, listener);
            if (leak == Leak.LINK_OF_EACH_SOCKET) {
                held.add(listener);
            } else if (leak == Leak.THREAD_OF_EACH_SOCKET) {
                startThread();
            }
        }

        private void startThread() {
            Thread thread = new Thread(this::awaitRelease, "wlsocket-leaked");
            thread.setDaemon(true);
            thread.start();
        }

        private void awaitRelease() {
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            if (leak == Leak.THREAD_AFTER_CLOSE) {
                startThread();
            }
            real.close();
        }
    }

    private static void assertNoticed(Leak leak, String complaint) {
        CountDownLatch released = new CountDownLatch(1);
        CrowdTest suite = new CrowdTest() {
            @Override
            protected SocketProvider provider() {
                return new Leaky(leak, released);
            }
        };
        try {
            assertThatThrownBy(suite::c9_sockets_that_have_gone_leave_no_thread_no_connection_and_no_heap)
                    .hasMessageContaining(complaint);
        } finally {
            released.countDown();
            Patience.until("no thread is left", () -> ContractTests.ownThreads().isEmpty());
        }
    }

    @Test
    void c9_a_link_that_is_held_for_each_socket_is_noticed() {
        assertNoticed(Leak.LINK_OF_EACH_SOCKET, "listeners of 348 sockets");
    }

    @Test
    void c9_a_thread_that_is_left_for_each_socket_is_noticed() {
        assertNoticed(Leak.THREAD_OF_EACH_SOCKET, "wlsocket-leaked");
    }

    @Test
    void c9_a_thread_that_outlives_the_close_is_noticed() {
        assertNoticed(Leak.THREAD_AFTER_CLOSE, "no thread of ours");
    }
}
