// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The events of a socket that have not been delivered, in order, and what is to be done between them.
 * Messages are bounded (E10), the rest is little. Guarded by the socket's lock.
 */
final class EventQueue {

    /** One of both is there; the size is that of a message. */
    record Entry(@Nullable SocketEvent event, @Nullable Runnable task, int size) {

        boolean isMessage() {
            return event instanceof SocketEvent.Message;
        }
    }

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final SocketOptions.Bound bound;
    private int messages;
    private long bytes;

    EventQueue(SocketOptions.Bound bound) {
        this.bound = bound;
    }

    /**
     * {@return whether a message of this size may be added; one that is larger than the bound may when alone}
     */
    boolean hasRoomFor(int size) {
        return messages == 0 || messages < bound.messages() && bytes + size <= bound.bytes();
    }

    void add(SocketEvent event) {
        entries.add(new Entry(event, null, 0));
    }

    void addTask(Runnable task) {
        entries.add(new Entry(null, task, 0));
    }

    void addMessage(SocketEvent.Message event, int size) {
        entries.add(new Entry(event, null, size));
        messages++;
        bytes += size;
    }

    @Nullable Entry poll() {
        Entry entry = entries.poll();
        if (entry != null) {
            count(entry);
        }
        return entry;
    }

    /** Takes over what waits in another queue, behind what waits here, whatever the bound says. */
    void addAll(EventQueue other) {
        entries.addAll(other.entries);
        messages += other.messages;
        bytes += other.bytes;
        other.entries.clear();
        other.messages = 0;
        other.bytes = 0;
    }

    /** E8: from the application's close on, undelivered messages are dropped. */
    void dropMessages() {
        for (Iterator<Entry> i = entries.iterator(); i.hasNext(); ) {
            Entry entry = i.next();
            if (entry.isMessage()) {
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
        if (gone.isMessage()) {
            messages--;
            bytes -= gone.size;
        }
    }
}
