// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Tyrus runs on: the part of it that all connections share. */
interface TyrusTransport {

    /** Adds to a container's properties; the shared part exists from now on. */
    void tune(Map<String, Object> properties) throws ReflectiveOperationException, IOException;

    /** The thread that calls is about to open a connection for this attempt. */
    void opening(Attempt attempt);

    /**
     * Opens the connection on that thread, through the proxy that the attempt says or directly, whatever the
     * JVM's proxy selector says.
     *
     * @param container Tyrus' own; it is asked in its words, with an engine that stands around its own
     */
    void open(Attempt attempt, Object container, @Nullable Object[] arguments) throws Throwable;

    /** It has opened it, or failed. */
    void opened();

    /**
     * The upgrade request is about to be made.
     *
     * @param timeoutHandler what Tyrus would call at its time-out, null where it has none
     */
    void requesting(Attempt attempt, @Nullable Object timeoutHandler);

    /**
     * Stops the shared part and waits for its threads, if this was its last user; leaves it to others who are
     * there.
     */
    void close();

    /** {@return the count of threads that wait for listeners} */
    Readers readers();
}
