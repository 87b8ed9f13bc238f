// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.wlsocket.tck.Frame;
import org.wlsocket.tck.Opcode;
import org.wlsocket.tck.PeerEnded;
import org.wlsocket.tck.ScriptedConnection;
import org.wlsocket.tck.ScriptedServer;

/** The server that the application of a scenario talks to; a path for each socket. */
final class ScenarioPeers implements AutoCloseable {

    private final Map<String, BlockingQueue<Peer>> waiting = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final ScriptedServer server;

    ScenarioPeers() throws IOException {
        // Peers wait for their turn while servers start and other tests run.
        server = ScriptedServer.builder().ioLimit(Duration.ofMinutes(30)).start(this::serve);
    }

    /** One link, of which all but the close is done by the test. */
    static final class Peer {
        private final ScriptedConnection connection;
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        private Peer(ScriptedConnection connection) {
            this.connection = connection;
        }

        ScriptedConnection connection() {
            return connection;
        }

        /** The next message, or {@code close} and its code. */
        String next() {
            return Await.next(received, "a message or a close from the application");
        }

        private void read() throws IOException {
            Frame frame = connection.readFrame();
            while (frame != null) {
                if (frame.is(Opcode.PING)) {
                    connection.pong(frame.payload());
                } else if (frame.is(Opcode.CLOSE)) {
                    received.add("close " + frame.closeCode());
                    connection.close(frame.closeCode(), "");
                    return;
                } else if (frame.is(Opcode.TEXT)) {
                    received.add(new String(frame.payload(), UTF_8));
                }
                frame = connection.readFrame();
            }
        }
    }

    private void serve(ScriptedConnection connection) throws IOException {
        String socket = connection.readRequest().path().substring(1);
        if (refused.remove(socket)) {
            connection.answer(503, "busy", Map.of(), "");
            return;
        }
        connection.accept();
        Peer peer = new Peer(connection);
        queue(socket).add(peer);
        try {
            peer.read();
        } catch (PeerEnded e) {
            peer.received.add("gone");
        }
    }

    private BlockingQueue<Peer> queue(String socket) {
        return waiting.computeIfAbsent(socket, name -> new LinkedBlockingQueue<>());
    }

    URI uri(String socket) {
        return server.uri("/" + socket);
    }

    /** The next link of a socket. */
    Peer next(String socket) {
        return Await.next(queue(socket), "a link of the socket " + socket);
    }

    /** Does not take the next link of a socket. */
    void refuse(String socket) {
        refused.add(socket);
    }

    /** So many links are waiting. */
    int waiting(String socket) {
        return queue(socket).size();
    }

    /** Forgets the links of an application that has ended. */
    void clear() {
        waiting.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
