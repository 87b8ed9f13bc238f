// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Finds in the traces of what an observer has thrown which one it was (D2). */
final class Thrower {

    /** Causes may go in a circle. */
    private static final int DEEPEST_CAUSE = 20;

    private final Collection<String> observers;

    /** @param observers those that may be found, each ends with its class and method */
    Thrower(Collection<String> observers) {
        this.observers = List.copyOf(observers);
    }

    /**
     * {@return the observer, or else the method that the container called, as far as the traces tell} Between
     * the container and an observer there may be interceptors, of the application or of the server.
     */
    String of(Throwable thrown) {
        return find(thrown, this::isObserver)
                .or(() -> find(thrown, method -> !isOfContainer(method)))
                .orElse("one of them");
    }

    private boolean isObserver(String method) {
        return observers.stream().anyMatch(observer -> observer.endsWith(" " + method));
    }

    /** The deepest cause knows best: what is around it may have been made by who caught it. */
    private static Optional<String> find(Throwable thrown, Predicate<String> wanted) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST_CAUSE)
                .map(cause -> lastIn(cause.getStackTrace(), wanted))
                .flatMap(Optional::stream)
                .reduce((first, second) -> second);
    }

    /** The last such frame before the relay. */
    private static Optional<String> lastIn(StackTraceElement[] trace, Predicate<String> wanted) {
        int end = 0;
        while (end < trace.length && !trace[end].getClassName().equals(EventRelay.class.getName())) {
            end++;
        }
        return Arrays.stream(trace, 0, end == trace.length ? 0 : end)
                .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                .filter(wanted)
                .reduce((first, second) -> second);
    }

    private static boolean isOfContainer(String method) {
        return method.startsWith("java.")
                || method.startsWith("jdk.")
                || method.startsWith("jakarta.")
                || method.startsWith("org.jboss.weld.")
                || method.startsWith("org.apache.webbeans.")
                || method.startsWith("io.quarkus.arc.")
                || method.contains("$$")
                || method.contains("_ClientProxy")
                || method.contains("_Observer_")
                || method.contains("_Subclass");
    }
}
