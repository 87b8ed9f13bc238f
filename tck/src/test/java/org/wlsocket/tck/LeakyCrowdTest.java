// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.spi.WireListener;

/** The suite for crowds notices what a provider leaves behind for each socket. */
class LeakyCrowdTest {

    /** Does something more after each attempt that has opened. */
    private static final class Leaky implements SocketProvider {

        private final SocketProvider real = new JdkProvider();
        private final List<WireListener> held = new CopyOnWriteArrayList<>();
        private final CountDownLatch closed = new CountDownLatch(1);
        private final boolean holdsLinks;

        Leaky(boolean holdsLinks) {
            this.holdsLinks = holdsLinks;
        }

        @Override
        public String name() {
            return "leaky";
        }

        @Override
        public void connect(Handshake handshake, WireListener listener) throws Exception {
            real.connect(handshake, listener);
            if (holdsLinks) {
                held.add(listener);
            } else {
                Thread thread = new Thread(this::awaitClose, "leaked");
                thread.setDaemon(true);
                thread.start();
            }
        }

        private void awaitClose() {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            closed.countDown();
            real.close();
        }
    }

    private static CrowdTest suite(boolean holdsLinks) {
        return new CrowdTest() {
            @Override
            protected SocketProvider provider() {
                return new Leaky(holdsLinks);
            }
        };
    }

    @Test
    void c9_a_link_that_is_held_for_each_socket_is_noticed() {
        assertThatThrownBy(suite(true)::c9_sockets_that_have_gone_leave_no_thread_no_connection_and_no_heap)
                .hasMessageContaining("listeners of 348 sockets");
    }

    @Test
    void c9_a_thread_that_is_left_for_each_socket_is_noticed() {
        assertThatThrownBy(suite(false)::c9_sockets_that_have_gone_leave_no_thread_no_connection_and_no_heap)
                .hasMessageContaining("leaked");
    }
}
