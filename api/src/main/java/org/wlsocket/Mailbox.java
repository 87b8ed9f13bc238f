// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import org.jspecify.annotations.Nullable;

/**
 * Delivers the events of one socket to its listener: in order, one at a time (E2), on the kernel's executor
 * and so never inside a call of the application (E3). What one delivery wrote is visible to the next through
 * the lock.
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

    /**
     * Guarded by the lock: the task that is running; a thread whose task was left behind finds another or
     * none.
     */
    private @Nullable Runnable running;

    private volatile @Nullable Thread deliverer;

    Mailbox(
            String name,
            SocketLock lock,
            EventQueue queue,
            SocketListener listener,
            Kernel kernel,
            Runnable idle) {
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

    /**
     * If this task is running still, its thread is left behind and another goes on; called without the lock.
     */
    void leave(Runnable task) {
        lock.lock();
        try {
            if (running != task) {
                return;
            }
            running = null;
        } finally {
            lock.unlock();
        }
        dispatch();
    }

    /**
     * What a listener does to its thread's interrupt flag is not for the next event; the executor may want to
     * know.
     */
    private void deliverTurn() {
        boolean interrupted = Thread.interrupted();
        try {
            deliverSome();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void deliverSome() {
        for (int i = 0; i < TURN; i++) {
            EventQueue.Entry entry = next();
            if (entry == null) {
                idle.run();
                return;
            }
            if (!deliver(entry)) {
                return;
            }
        }
        dispatch();
    }

    private EventQueue.@Nullable Entry next() {
        lock.lock();
        try {
            EventQueue.Entry entry = queue.poll();
            awake = entry != null;
            running = entry == null ? null : entry.task();
            lock.changed();
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /** {@return false when this thread was left behind meanwhile} */
    private boolean deliver(EventQueue.Entry entry) {
        deliverer = Thread.currentThread();
        Runnable task = entry.task();
        if (task == null) {
            tell(entry.event());
        } else {
            task.run();
        }
        var unused = Thread.interrupted();
        return task == null ? over() : over(task);
    }

    private boolean over() {
        deliverer = null;
        return true;
    }

    private boolean over(Runnable task) {
        lock.lock();
        try {
            boolean mine = running == task;
            if (mine) {
                running = null;
                deliverer = null;
            }
            return mine;
        } finally {
            lock.unlock();
        }
    }

    private void tell(@Nullable SocketEvent event) {
        try {
            if (event != null) {
                listener.on(event);
            }
        } catch (Throwable t) {
            Logs.log(LOG, System.Logger.Level.ERROR, "listener of socket \"" + name + "\" threw on "
                    + event, t);
        }
    }
}
