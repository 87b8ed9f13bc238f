// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanContainer;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wlsocket.NamedSocket;
import org.wlsocket.Sockets;
import org.wlsocket.spi.DefaultSockets;
import org.wlsocket.spi.SocketProvider;

/**
 * The sockets of one application (D5): made idle when they are first needed, at the latest when the
 * application has started, opened then, and closed once. May be used by any thread.
 */
final class SocketRuntime {

    private static final Duration MAKING_LIMIT = Duration.ofSeconds(30);

    /**
     * When sockets close among the observers of the application's end: before most, while all beans are
     * there, and after those that have a last message to send.
     */
    static final int STOP_PRIORITY = Interceptor.Priority.LIBRARY_BEFORE;

    private final Uses uses;
    private final BeanContainer beans;
    private final Collection<Bean<?>> more;
    private final Surroundings surroundings;

    /** One and the same for the facades, from which it is taken away again. */
    private final Sockets injected = new InjectedSockets(this);

    private @Nullable Maker maker; // guarded by this; what the check has found, until it is used
    private volatile @Nullable Made made; // written with this
    private @Nullable Thread making; // guarded by this
    private boolean opened; // guarded by this
    private boolean stopped; // guarded by this

    /**
     * Of an application that has not started yet.
     *
     * @param more see {@link Beans}; may grow until the check
     * @param home a class of the application
     */
    SocketRuntime(Uses uses, BeanContainer beans, Collection<Bean<?>> more, Class<?> home) {
        this.uses = uses;
        this.beans = beans;
        this.more = more;
        this.surroundings = Surroundings.of(home);
    }

    /**
     * Checks the deployment.
     *
     * @throws jakarta.enterprise.inject.spi.DeploymentException with all problems
     */
    void check() {
        Maker checked = checked();
        synchronized (this) {
            maker = checked;
        }
    }

    private Maker checked() {
        Problems problems = new Problems();
        Settings settings = new Settings(Configuration.find(), problems);
        // Without a configuration all else would look undefined.
        problems.throwIfAny();
        Beans found = new Beans(beans, more);
        Plans plans = new Plans(
                new Deployment(uses, settings, found, problems).check(),
                settings.drainLimit(problems),
                settings.requestContext(problems),
                found.find(SocketProvider.class, problems));
        problems.throwIfAny();
        return new Maker(beans, found, plans, surroundings);
    }

    /** Makes the sockets, and makes the WLangage facades work on them (C12). */
    void prepare() {
        orStop(() -> {
            surroundings.capture();
            Made unused = made();
        });
    }

    /** {@return the sockets, which are made when there are none} */
    Made made() {
        Made seen = made;
        return seen == null ? make() : seen;
    }

    /** Beans of the application are made here, so no lock is held. */
    private Made make() {
        Made seen = begin();
        if (seen != null) {
            return seen;
        }
        Made now = null;
        try {
            now = taken().make();
        } finally {
            end(now);
        }
        DefaultSockets.use(injected);
        if (isStopped()) {
            DefaultSockets.clear(injected);
        }
        return now;
    }

    /** {@return what another thread has made; null when it is this one's turn} */
    private synchronized @Nullable Made begin() {
        if (making == Thread.currentThread()) {
            throw new IllegalStateException("expected no use of a socket by a bean that defines one while"
                    + " the sockets are being made, found one; use it later, for example in an observer");
        }
        awaitOther();
        if (made == null) {
            checkRunning();
            making = Thread.currentThread();
        }
        return made;
    }

    /** Not for ever: the bean that is being made may itself wait for this thread. Guarded by this. */
    private void awaitOther() {
        long end = System.nanoTime() + MAKING_LIMIT.toNanos();
        try {
            while (making != null && end - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("expected to wait until the sockets are made, found the thread"
                    + " interrupted", e);
        }
        if (making != null) {
            throw new IllegalStateException("expected the sockets to be made within " + MAKING_LIMIT
                    + ", found them still being made; see that no bean that belongs to a socket waits in its"
                    + " constructor or producer for a thread that uses one");
        }
    }

    /** Guarded by this. */
    private void checkRunning() {
        if (stopped) {
            throw new IllegalStateException(
                    "expected a running application, found that it has stopped; its sockets cannot be used"
                            + " any more");
        }
    }

    /** The maker knows passwords, and is of no use after that. */
    private Maker taken() {
        Maker taken;
        synchronized (this) {
            taken = maker;
            maker = null;
        }
        return taken == null ? checked() : taken;
    }

    private void end(@Nullable Made now) {
        synchronized (this) {
            making = null;
            notifyAll();
            if (!stopped) {
                made = now;
                return;
            }
        }
        if (now != null) {
            now.resources().release();
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** Opens all sockets, except those with auto-connect off; only the first call does something. */
    void open() {
        orStop(() -> {
            Made now = made();
            if (isFirst()) {
                now.openAtStart().forEach(name -> open(now, now.defined(name)));
            }
        });
    }

    /** The application may have closed it while it was starting; who closes it just now has no order. */
    private static void open(Made made, NamedSocket socket) {
        if (!made.isClosedByApplication(socket)) {
            socket.open();
        }
    }

    /** Nothing is left of a start that fails, whose end not every container tells. */
    private void orStop(Runnable step) {
        boolean done = false;
        try {
            step.run();
            done = true;
        } finally {
            if (!done) {
                stop();
            }
        }
    }

    private synchronized boolean isFirst() {
        boolean first = !opened && !stopped;
        opened = true;
        return first;
    }

    /**
     * Closes all sockets with 1001 and waits as {@link Sockets#close} does; only the first call does
     * something.
     */
    void stop() {
        Made now;
        synchronized (this) {
            now = stopped ? null : made;
            stopped = true;
        }
        if (now != null) {
            DefaultSockets.clear(injected);
            now.resources().release();
        }
    }

    /** {@return the socket that is defined with a name} */
    NamedSocket socket(String name) {
        return made().defined(name);
    }

    /** {@return the sockets that count for the health of the application} */
    List<NamedSocket> watched() {
        Made now = made();
        return now.watched().stream().map(now::defined).toList();
    }
}
