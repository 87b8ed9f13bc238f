// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanContainer;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketListener;

/**
 * Brings the events of one socket to its observers, synchronously and so in order (D2). One {@link Event} for
 * each class of events, selected once and in two steps: so every container finds the observers of a class
 * only once.
 */
final class EventRelay implements SocketListener {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.cdi");

    private final String socket;
    private final Around around;
    private final Thrower thrower;
    private final LinkLog linkLog;
    private final Event<SocketEvent.Opened> opened;
    private final Event<SocketEvent.Text> text;
    private final Event<SocketEvent.Binary> binary;
    private final Event<SocketEvent.Failed> failed;
    private final Event<SocketEvent.Closed> closed;

    EventRelay(String socket, Around around, Thrower thrower, LinkLog linkLog, BeanContainer beans) {
        this.socket = socket;
        this.around = around;
        this.thrower = thrower;
        this.linkLog = linkLog;
        Annotation qualifier = SocketName.Literal.of(socket);
        Event<Object> all = beans.getEvent();
        this.opened = all.select(SocketEvent.Opened.class).select(qualifier);
        this.text = all.select(SocketEvent.Text.class).select(qualifier);
        this.binary = all.select(SocketEvent.Binary.class).select(qualifier);
        this.failed = all.select(SocketEvent.Failed.class).select(qualifier);
        this.closed = all.select(SocketEvent.Closed.class).select(qualifier);
    }

    @Override
    public void on(SocketEvent event) throws Exception {
        linkLog.note(event);
        around.call(() -> {
            deliver(event);
            return event;
        });
    }

    /** What an observer throws keeps the others from this one event, and nothing else. */
    private void deliver(SocketEvent event) {
        try {
            fire(event);
        } catch (RuntimeException | Error e) {
            LOG.log(
                    Level.ERROR,
                    "expected the observers of the socket \"" + socket + "\" to take "
                            + event.getClass().getSimpleName() + ", found that " + thrower.of(e)
                            + " threw; the observers behind it did not get this event, the socket lives on",
                    e);
        }
    }

    private void fire(SocketEvent event) {
        if (event instanceof SocketEvent.Text message) {
            text.fire(message);
        } else if (event instanceof SocketEvent.Binary message) {
            binary.fire(message);
        } else if (event instanceof SocketEvent.Opened begin) {
            opened.fire(begin);
        } else if (event instanceof SocketEvent.Failed failure) {
            failed.fire(failure);
        } else {
            closed.fire((SocketEvent.Closed) event);
        }
    }
}
