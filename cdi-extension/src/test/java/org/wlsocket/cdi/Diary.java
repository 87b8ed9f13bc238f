// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.wlsocket.SocketEvent;

/** What the observers of a test have seen, in order. */
@ApplicationScoped
class Diary {

    /** Outlives the application. */
    private static final BlockingQueue<String> ENTRIES = new LinkedBlockingQueue<>();

    static void clear() {
        ENTRIES.clear();
    }

    static String next() {
        return Await.next(ENTRIES, "an entry in the diary");
    }

    static List<String> next(int count) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(next());
        }
        return entries;
    }

    /** What has been written and not been read. */
    static List<String> rest() {
        List<String> rest = new ArrayList<>();
        ENTRIES.drainTo(rest);
        return rest;
    }

    void write(String entry) {
        ENTRIES.add(entry);
    }

    void write(String who, SocketEvent event) {
        write(who + " " + shown(event));
    }

    static String shown(SocketEvent event) {
        String name = event.socket().name();
        if (event instanceof SocketEvent.Text text) {
            return name + " text " + text.text();
        }
        if (event instanceof SocketEvent.Binary binary) {
            return name + " binary " + binary.data().remaining();
        }
        if (event instanceof SocketEvent.Opened opened) {
            return name + (opened.gap().isPresent() ? " opened again" : " opened");
        }
        if (event instanceof SocketEvent.Closed closed) {
            return name + " closed " + closed.status().code()
                    + (closed.reconnectIn().isPresent() ? " for a while" : "");
        }
        return name + " failed";
    }

    @PreDestroy
    void end() {
        write("diary ends");
    }
}
