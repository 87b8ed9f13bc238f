// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;

/**
 * One connection to a behaviour: opens the socket, does the client's steps, records the events.
 *
 * <p>Its lock keeps the steps apart as a browser's one thread does: no event is looked at before the steps of
 * the construction are done.
 */
final class Visit {

    private static final String CLOSED = "closed";
    private static final String DEADLINE = "deadline";
    private static final String THREW = "threw";

    private final Behaviour behaviour;
    private final ScheduledExecutorService timer;
    private final CompletableFuture<String> end = new CompletableFuture<>();
    // The three below are guarded by this.
    private final Recording recording = new Recording();
    private final Map<String, Integer> counts = new HashMap<>();
    private @Nullable NamedSocket socket;

    Visit(Behaviour behaviour, ScheduledExecutorService timer) {
        this.behaviour = behaviour;
        this.timer = timer;
    }

    /** Opens the socket, whose name is the URL's id too. */
    synchronized void start(Sockets sockets, String name, RefServer server, SocketOptions options) {
        try {
            Destination to = Destinations.of(behaviour, server, name);
            socket = sockets.connect(name, to, options, this::on);
        } catch (NamedSocketException e) {
            recording.threw(Step.CONSTRUCT, "SyntaxError");
            end.complete(THREW);
            return;
        }
        fire(Step.CONSTRUCT);
        for (Step step : behaviour.steps()) {
            if (step.timed()) {
                later(() -> act(step), step.afterMs());
            }
        }
        later(() -> end.complete(DEADLINE), behaviour.deadlineMs());
    }

    /** {@return how it ended, once it has} */
    String awaitEnd() {
        return end.join();
    }

    /** {@return the events until the end; frees the socket} */
    synchronized ArrayNode finish() {
        if (socket != null) {
            socket.close();
        }
        return recording.events();
    }

    private synchronized void on(SocketEvent event) {
        if (end.isDone()) {
            return;
        }
        if (event instanceof SocketEvent.Opened opened) {
            recording.opened(opened.subprotocol().orElse(""));
            fire("open");
        } else if (event instanceof SocketEvent.Text message) {
            recording.text(message.text());
            fire("message");
        } else if (event instanceof SocketEvent.Binary message) {
            recording.binary(message.data());
            fire("message");
        } else if (event instanceof SocketEvent.Failed failed) {
            recording.failed(failed.cause().toString());
            fire("error");
        } else if (event instanceof SocketEvent.Closed closed) {
            recording.closed(closed.status().code(), closed.status().reason());
            fire("close");
            later(() -> end.complete(CLOSED), behaviour.settleMs());
        }
    }

    private void fire(String what) {
        int count = counts.merge(what, 1, Integer::sum);
        for (Step step : behaviour.steps()) {
            if (step.isDue(what, count)) {
                act(step);
            }
        }
    }

    private synchronized void act(Step step) {
        NamedSocket opened = socket;
        if (opened != null && !end.isDone()) {
            Calls.act(step, opened, recording);
        }
    }

    private void later(Runnable what, int milliseconds) {
        var unused = timer.schedule(what, milliseconds, TimeUnit.MILLISECONDS);
    }
}
