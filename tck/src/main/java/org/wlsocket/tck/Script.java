// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the server does on one connection. It runs on the connection's own thread. When it returns, a FIN is
 * sent unless it has ended the connection, and whatever still comes is read until the peer has ended its
 * side.
 */
@FunctionalInterface
public interface Script {

    /**
     * What it throws is a failure of the script, except {@link PeerEnded} and what follows from the server
     * being closed. An interrupt means that the server is being closed.
     */
    void run(ScriptedConnection connection) throws Exception;

    /** Accepts the link and echoes until the close. */
    static Script echo() {
        return connection -> {
            connection.accept();
            connection.echoUntilClose();
        };
    }

    /** Answers the handshake with an HTTP status. */
    static Script refuse(int status) {
        return connection -> {
            connection.readRequest();
            connection.answer(HandshakeAnswer.refusing(status, "Refused"));
        };
    }

    /**
     * Neither reads nor writes nor ends, until the server is closed: a server that accepts and then says
     * nothing, or a connection that the test itself drives, found by {@link ScriptedServer#awaitConnection}.
     */
    static Script handsOff() {
        return ScriptedConnection::awaitCut;
    }

    /**
     * The first script for the first connection that comes here, and so on; the last one for all that
     * follow.
     */
    static Script inTurn(Script... scripts) {
        List<Script> turns = List.of(scripts);
        AtomicInteger taken = new AtomicInteger();
        return connection -> turns.get(Math.min(taken.getAndIncrement(), turns.size() - 1)).run(connection);
    }

    /** Chooses by the path of the request, without its query; answers 404 where there is none. */
    static Script byPath(Map<String, Script> scripts) {
        Map<String, Script> known = Map.copyOf(scripts);
        return connection ->
                known.getOrDefault(connection.readRequest().path(), refuse(404)).run(connection);
    }
}
