// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The events of a socket that have not been delivered, in order. Messages are bounded (E10), other events are few.
 * Guarded by the socket's lock.
 */
final class EventQueue {

    private record Entry(SocketEvent event, int size) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final SocketOptions.Bound bound;
    private int messages;
    private long bytes;

    EventQueue(SocketOptions.Bound bound) {
        this.bound = bound;
    }

    /** {@return whether a message of this size may be added; one that is larger than the bound may when alone} */
    boolean hasRoomFor(int size) {
        return messages == 0 || messages < bound.messages() && bytes + size <= bound.bytes();
    }

    void add(SocketEvent event) {
        entries.add(new Entry(event, 0));
    }

    void addMessage(SocketEvent event, int size) {
        entries.add(new Entry(event, size));
        messages++;
        bytes += size;
    }

    @Nullable SocketEvent poll() {
        Entry entry = entries.poll();
        if (entry == null) {
            return null;
        }
        count(entry);
        return entry.event;
    }

    /** E8: from the application's close on, undelivered messages are dropped. */
    void dropMessages() {
        for (Iterator<Entry> i = entries.iterator(); i.hasNext(); ) {
            Entry entry = i.next();
            if (entry.event instanceof SocketEvent.Message) {
                i.remove();
                count(entry);
            }
        }
    }

    int messages() {
        return messages;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    private void count(Entry gone) {
        if (gone.event instanceof SocketEvent.Message) {
            messages--;
            bytes -= gone.size;
        }
    }
}
