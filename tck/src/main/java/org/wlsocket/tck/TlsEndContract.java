// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.SocketEvent;

/** E6 to E8 where TLS and TCP do not end together, as with a peer that has crashed or a load balancer. */
abstract class TlsEndContract extends ContractTests {

    private static final int MANY = 300;

    TlsEndContract(ContractSuite contract) {
        super(contract);
    }

    /** Runs the script behind an answered handshake, and waits until both sides have ended. */
    private void assertClosed(Script behindTheAnswer) throws Exception {
        try (ScriptedServer server = serverBuilder().start(connection -> {
            connection.accept();
            behindTheAnswer.run(connection);
            connection.awaitEnd(PATIENCE);
        })) {
            sockets.connect(NAME, server.uri("/").toString(), events);
            assertThat(events.awaitClosed().status().code()).isEqualTo(1006);
            server.awaitLive(0, PATIENCE);
        }
    }

    /** Neither half of TLS is there yet, so a container may take it for one end or the other. */
    @Test
    void e6_the_peer_goes_before_it_speaks_tls() throws Exception {
        try (ScriptedServer server = serverBuilder().start(connection -> {
            connection.finBelowTls();
            connection.awaitEnd(PATIENCE);
        })) {
            Destination destination =
                    Destination.of(server.uri("/").toString()).withConnectLimit(Duration.ofSeconds(8));
            sockets.connect(NAME, destination, events);
            assertThat(events.await(SocketEvent.Failed.class).cause().reason())
                    .isIn(Failure.Reason.CONNECTION_LOST, Failure.Reason.TLS);
            events.awaitClosed();
            server.awaitLive(0, PATIENCE);
        }
    }

    @Test
    void e7_a_fin_without_a_farewell_of_tls_gives_1006_without_failed() throws Exception {
        assertClosed(ScriptedConnection::finBelowTls);
        limits.check(Waivable.E7_FIN, "Opened Closed(1006)", events);
    }

    @Test
    void e7_bytes_that_are_no_tls_end_the_link() throws Exception {
        assertClosed(connection -> connection.bytesBelowTls(new byte[64]));
    }

    @Test
    void e8_messages_before_a_fin_without_a_farewell_are_all_delivered() throws Exception {
        assertClosed(connection -> {
            sendMany(connection);
            connection.finBelowTls();
        });
        EndContract.checkAllBeforeFin(limits, MANY, events.texts().size());
    }

    private static void sendMany(ScriptedConnection connection) throws IOException {
        for (String text : IntStream.range(0, MANY).mapToObj(String::valueOf).toList()) {
            connection.text(text);
        }
    }
}
