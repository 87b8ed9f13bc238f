// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import org.jspecify.annotations.Nullable;

/**
 * Delivers the events of one socket to its listener: in order, one at a time (E2), on the kernel's executor and so never
 * inside a call of the application (E3). What one delivery wrote is visible to the next through the lock.
 */
final class Mailbox {

    private static final System.Logger LOG = System.getLogger("org.wlsocket");

    /** After so many events in a row other sockets get their turn on a small executor. */
    private static final int TURN = 64;

    private final String name;
    private final SocketLock lock;
    private final EventQueue queue;
    private final SocketListener listener;
    private final Kernel kernel;
    private final Runnable idle;

    /** Guarded by the lock: whether a delivery is running or has been asked for. */
    private boolean awake;

    private volatile @Nullable Thread deliverer;

    Mailbox(String name, SocketLock lock, EventQueue queue, SocketListener listener, Kernel kernel, Runnable idle) {
        this.name = name;
        this.lock = lock;
        this.queue = queue;
        this.listener = listener;
        this.kernel = kernel;
        this.idle = idle;
    }

    /** Called with the lock. {@return whether {@link #dispatch} must be called after unlocking} */
    boolean wake() {
        if (awake || queue.isEmpty()) {
            return false;
        }
        awake = true;
        return true;
    }

    /** Called without the lock. */
    void dispatch() {
        kernel.execute(this::deliverTurn);
    }

    /** Called with the lock. */
    boolean isIdle() {
        return !awake;
    }

    /** {@return whether the calling thread is inside this listener} */
    boolean isDelivering() {
        return deliverer == Thread.currentThread();
    }

    private void deliverTurn() {
        for (int i = 0; i < TURN; i++) {
            SocketEvent event = next();
            if (event == null) {
                idle.run();
                return;
            }
            deliver(event);
        }
        dispatch();
    }

    private @Nullable SocketEvent next() {
        lock.lock();
        try {
            SocketEvent event = queue.poll();
            awake = event != null;
            lock.changed();
            return event;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private void deliver(SocketEvent event) {
        deliverer = Thread.currentThread();
        try {
            listener.on(event);
        } catch (Throwable t) {
            LOG.log(System.Logger.Level.ERROR, "listener of socket \"" + name + "\" threw on " + event, t);
        } finally {
            deliverer = null;
        }
    }
}
