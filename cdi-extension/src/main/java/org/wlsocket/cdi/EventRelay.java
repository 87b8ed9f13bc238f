// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.spi.BeanContainer;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Optional;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketListener;

/**
 * Brings the events of one socket to its observers, synchronously and so in order (D2). One {@link Event} for
 * each class of events, selected once and in two steps: so every container finds the observers of a class
 * only once.
 */
final class EventRelay implements SocketListener {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.cdi");

    /** Causes may go in a circle. */
    private static final int DEEPEST_CAUSE = 20;

    private final String socket;
    private final Around around;
    private final Event<SocketEvent.Opened> opened;
    private final Event<SocketEvent.Text> text;
    private final Event<SocketEvent.Binary> binary;
    private final Event<SocketEvent.Failed> failed;
    private final Event<SocketEvent.Closed> closed;

    EventRelay(String socket, Around around, BeanContainer beans) {
        this.socket = socket;
        this.around = around;
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
                            + event.getClass().getSimpleName() + ", found that " + thrower(e)
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

    /** {@return the method that the container called, as far as the traces tell} */
    private static String thrower(Throwable thrown) {
        String found = "one of them";
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            found = observerIn(cause.getStackTrace()).orElse(found);
            cause = cause.getCause();
        }
        return found;
    }

    /** The last frame before this class that is neither the container's nor the JDK's. */
    private static Optional<String> observerIn(StackTraceElement[] trace) {
        int end = 0;
        while (end < trace.length && !trace[end].getClassName().equals(EventRelay.class.getName())) {
            end++;
        }
        return Arrays.stream(trace, 0, end == trace.length ? 0 : end)
                .filter(frame -> !isOfContainer(frame.getClassName()))
                .reduce((first, second) -> second)
                .map(frame -> frame.getClassName() + "." + frame.getMethodName());
    }

    private static boolean isOfContainer(String type) {
        return type.startsWith("java.")
                || type.startsWith("jdk.")
                || type.startsWith("jakarta.")
                || type.startsWith("org.jboss.weld.")
                || type.startsWith("org.apache.webbeans.")
                || type.startsWith("io.quarkus.arc.")
                || type.contains("$$")
                || type.contains("_ClientProxy")
                || type.contains("_Observer_")
                || type.contains("_Subclass");
    }
}
