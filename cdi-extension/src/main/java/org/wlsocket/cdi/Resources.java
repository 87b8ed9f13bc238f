// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What was taken for the sockets of an application and is given back at their end, the last first. Used by
 * one thread at a time.
 */
final class Resources {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.cdi");

    private final Deque<Runnable> ends = new ArrayDeque<>();

    /** Has this run at the end. */
    void add(Runnable end) {
        ends.push(end);
    }

    /** An application that is stopping must stop, whatever happens here; a second call does nothing. */
    void release() {
        while (!ends.isEmpty()) {
            try {
                ends.pop().run();
            } catch (RuntimeException | Error e) {
                LOG.log(
                        Level.WARNING,
                        "expected the sockets of the application and their beans to end, found that one of"
                                + " them throws; the others end all the same",
                        e);
            }
        }
    }
}
