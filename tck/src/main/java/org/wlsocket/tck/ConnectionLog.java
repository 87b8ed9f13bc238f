// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one peer did. The end is always the last entry, although it may be noticed before the last frames are
 * read.
 */
final class ConnectionLog {
    /** A load test must not fill the heap with its own log. */
    private static final int KEPT = 10_000;

    private final List<LogEntry> frames = new ArrayList<>(); // guarded by this
    private @Nullable LogEntry end; // guarded by this

    synchronized void frame(Frame frame) {
        if (frames.size() < KEPT) {
            frames.add(new LogEntry(System.nanoTime(), frame, null));
        }
    }

    synchronized void end(PeerEnd how) {
        end = new LogEntry(System.nanoTime(), null, how);
    }

    synchronized List<LogEntry> entries() {
        List<LogEntry> all = new ArrayList<>(frames);
        if (end != null) {
            all.add(end);
        }
        return List.copyOf(all);
    }
}
