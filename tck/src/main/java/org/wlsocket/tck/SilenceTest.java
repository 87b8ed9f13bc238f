// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.junit.jupiter.api.Test;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;

/**
 * The peer falls silent, at each place where it can: every call returns when its limit has passed, not at
 * another, and the cause names the phase. The provider under test is named by a subclass.
 */
public abstract class SilenceTest extends ConnectSilence {

    @Test
    void c6_silence_inside_a_frame_and_then_after_our_close() throws Exception {
        Script script = connection -> {
            connection.accept();
            connection.rawBytes((byte) 0x81, (byte) 100, (byte) 'x');
            connection.awaitGone();
        };
        try (ScriptedServer server = ScriptedServer.start(script);
                Sockets sockets = sockets()) {
            NamedSocket socket = sockets.connect("silent", server.uri("/").toString(), options, events);
            socket.awaitOpen(Patience.LIMIT);
            long start = System.nanoTime();
            socket.close();
            events.awaitExactly("Opened Closed(1006)");
            assertWithin(start, LIMIT);
            server.awaitLive(0, Patience.LIMIT);
        }
    }

    @Test
    void e6_silence_while_we_send() throws Exception {
        try (ScriptedServer server = unread();
                Sockets sockets = sockets()) {
            NamedSocket socket = sockets.connect("silent", server.uri("/").toString(), options, events);
            socket.awaitOpen(Patience.LIMIT);
            long start = System.nanoTime();
            ContractTests.fill(socket);
            events.awaitExactly("Opened Failed(WRITE/TIMED_OUT) Closed(1006)");
            assertWithin(start, LIMIT);
        }
    }

    @Test
    void c6_silence_after_our_close_while_messages_wait() throws Exception {
        try (ScriptedServer server = unread();
                Sockets sockets = sockets()) {
            SocketOptions patient = options.withWriteLimit(Patience.LIMIT);
            NamedSocket socket = sockets.connect("silent", server.uri("/").toString(), patient, events);
            socket.awaitOpen(Patience.LIMIT);
            ContractTests.fill(socket);
            long start = System.nanoTime();
            socket.close();
            events.awaitExactly("Opened Closed(1006)");
            assertWithin(start, LIMIT);
        }
    }

    @Test
    void c9_silence_during_the_drain() throws Exception {
        try (ScriptedServer server = unread()) {
            Sockets sockets = sockets();
            SocketOptions patient = SocketOptions.defaults();
            NamedSocket socket = sockets.connect("silent", server.uri("/").toString(), patient, events);
            socket.awaitOpen(Patience.LIMIT);
            ContractTests.fill(socket);
            long start = System.nanoTime();
            sockets.close();
            assertWithin(start, LIMIT);
            events.awaitExactly("Opened Failed(DRAIN/TIMED_OUT) Closed(1006)");
        }
    }

    @Test
    void c6_silence_on_a_line_that_is_cut_without_a_sign() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo());
                SilencingProxy proxy = SilencingProxy.inFrontOf(server.port());
                Sockets sockets = sockets()) {
            String uri = proxy.uri(server.uri("/")).toString();
            NamedSocket socket =
                    sockets.connect("silent", uri, options.withWriteLimit(Patience.LIMIT), events);
            socket.awaitOpen(Patience.LIMIT);
            proxy.stopForwarding();
            socket.send("into the dark");
            long start = System.nanoTime();
            socket.close();
            events.awaitExactly("Opened Closed(1006)");
            assertWithin(start, LIMIT);
        }
    }

    private static ScriptedServer unread() throws Exception {
        return ScriptedServer.builder().receiveBuffer(4096).start(connection -> {
            connection.accept();
            connection.awaitGone();
        });
    }
}
