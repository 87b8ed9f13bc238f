// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wlsocket.CloseStatus;
import org.wlsocket.NamedSocket;
import org.wlsocket.OfflineQueue;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketOptions;
import org.wlsocket.tck.VirtualTime;

class PricesTest {

    @RegisterExtension
    final VirtualTime virtual = new VirtualTime(peer -> peer.onText(peer::send));

    @Test
    void what_was_sent_in_the_gap_goes_out_after_it() {
        NamedSocket socket = virtual.connect(SocketOptions.defaults()
                .withReconnect(Reconnect.on())
                .withQueue(OfflineQueue.on(OfflineQueue.Overflow.REFUSE)));
        virtual.peer().drop();
        virtual.run();
        socket.send("hello");
        virtual.advance(Duration.ofSeconds(2));
        assertEquals(List.of("hello"), virtual.peer().texts());
        assertEquals(List.of("hello"), virtual.eventsOf(socket).texts());
    }

    @Test
    void an_ended_socket_is_opened_again() {
        NamedSocket socket = virtual.connect(SocketOptions.defaults());
        virtual.peer().close(CloseStatus.of(4000, "bye"));
        virtual.run();
        virtual.open(socket); // not socket.open(): so the check at the end expects one Closed more
        virtual.run();
        assertEquals("Opened Closed(4000 \"bye\") Opened", virtual.eventsOf(socket).toString());
    }
}
