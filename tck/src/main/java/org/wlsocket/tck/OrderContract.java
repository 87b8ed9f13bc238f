// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketEvent;

/** E1 to E3: one grammar, one event at a time, none inside a call. */
abstract class OrderContract extends ContractTests {

    OrderContract(ContractSuite contract) {
        super(contract);
    }

    @Test
    void e1_closed_comes_exactly_once_and_last() {
        NamedSocket socket = connect();
        PeerLink link = accept();
        link.text("hello");
        events.awaitExactly("Opened Text(hello)");
        socket.close();
        socket.close();
        events.awaitExactly("Opened Text(hello) Closed(1000)");
    }

    @Test
    void e1_a_socket_that_is_opened_again_repeats_the_grammar() {
        NamedSocket socket = connect();
        accept().close(1000, "");
        events.awaitExactly("Opened Closed(1000)");
        socket.open();
        accept().close(4000, "bye");
        events.awaitExactly("Opened Closed(1000) Opened Closed(4000 \"bye\")");
    }

    @Test
    void e1_the_last_closed_says_that_no_attempt_follows() {
        connect();
        accept().close(1000, "");
        assertThat(events.awaitClosed().reconnectIn()).isEmpty();
    }

    @Test
    void e2_each_delivery_sees_what_the_one_before_wrote() {
        int[] deliveries = new int[1];
        CompletableFuture<Integer> atTheEnd = new CompletableFuture<>();
        // A bare listener: a recorder's monitor would make visible what the library does not.
        sockets.connect(NAME, peer.uri(), event -> {
            deliveries[0]++;
            if (event instanceof SocketEvent.Closed) {
                atTheEnd.complete(deliveries[0]);
            }
        });
        PeerLink link = accept();
        for (int i = 0; i < 1000; i++) {
            link.text("message " + i);
        }
        link.close(1000, "");
        assertThat(atTheEnd).succeedsWithin(PATIENCE).isEqualTo(1002);
    }

    @Test
    void e2_events_of_one_socket_come_in_the_order_of_the_wire() {
        connect();
        PeerLink link = accept();
        for (int i = 0; i < 1000; i++) {
            link.text("" + i);
        }
        link.close(1000, "");
        events.awaitClosed();
        assertThat(events.texts()).hasSize(1000);
        assertThat(events.texts().stream().map(Integer::valueOf).toList()).isSorted();
    }

    @Test
    void e3_no_event_comes_on_the_thread_of_a_call() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        NamedSocket socket = connect(event -> threads.add(Thread.currentThread()));
        open(socket);
        socket.send("hello");
        socket.close();
        events.awaitExactly("Opened Closed(1000)");
        assertThat(threads).doesNotContain(Thread.currentThread());
    }

    @Test
    void e3_no_event_comes_on_the_thread_of_a_call_that_ends_or_refuses_or_opens_again() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        NamedSocket socket = connect(event -> threads.add(Thread.currentThread()));
        PeerLink link = peer.next();
        assertThatThrownBy(this::connect).isInstanceOf(NamedSocketException.NameInUse.class);
        socket.close();
        events.awaitExactly("Failed(CONNECT/CLOSED_BY_APPLICATION) Closed(1006)");
        link.refuse(503, Map.of());
        socket.open();
        open(socket);
        assertThat(socket.ping().toCompletableFuture()).succeedsWithin(PATIENCE);
        sockets.close();
        events.awaitExactly("Failed(CONNECT/CLOSED_BY_APPLICATION) Closed(1006) Opened Closed(1001)");
        assertThat(threads).isNotEmpty().doesNotContain(Thread.currentThread());
    }

    @Test
    void e3_a_close_inside_a_listener_brings_no_event_before_the_listener_returns() {
        List<String> order = new CopyOnWriteArrayList<>();
        NamedSocket socket = connect(event -> {
            order.add("<" + EventText.of(event));
            if (event instanceof SocketEvent.Text) {
                event.socket().close();
            }
            order.add(">");
        });
        open(socket).text("now");
        events.awaitExactly("Opened Text(now) Closed(1000)");
        Patience.until("the listener has returned", () -> order.size() == 6);
        assertThat(order).containsExactly("<Opened", ">", "<Text(now)", ">", "<Closed(1000)", ">");
    }
}
