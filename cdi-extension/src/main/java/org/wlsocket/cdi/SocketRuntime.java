// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanContainer;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.Sockets;
import org.wlsocket.spi.DefaultSockets;
import org.wlsocket.spi.SocketProvider;

/**
 * The sockets of one application (D5): made idle when they are first needed, at the latest when the
 * application has started, opened then, and closed once. May be used by any thread.
 */
final class SocketRuntime {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.cdi");

    private final Uses uses;
    private final BeanContainer beans;
    private final Collection<Bean<?>> more;

    private @Nullable Maker maker; // guarded by this; what the check has found
    private volatile @Nullable Made made; // written with this
    private boolean making; // guarded by this; also on this thread
    private boolean opened; // guarded by this
    private boolean stopped; // guarded by this

    /** @param more see {@link Beans}; may grow until the check */
    SocketRuntime(Uses uses, BeanContainer beans, Collection<Bean<?>> more) {
        this.uses = uses;
        this.beans = beans;
        this.more = more;
    }

    /**
     * Checks the deployment.
     *
     * @throws jakarta.enterprise.inject.spi.DeploymentException with all problems
     */
    synchronized void check() {
        Problems problems = new Problems();
        Settings settings = new Settings(Configuration.find(), problems);
        Beans found = new Beans(beans, more);
        List<Plan> plans = new Deployment(uses, settings, found, problems).check();
        Bean<?> provider = found.find(SocketProvider.class, problems);
        maker = new Maker(beans, found, plans, settings.drainLimit(problems), provider);
        problems.throwIfAny();
    }

    /** Makes the sockets, and makes the WLangage facades work on them (C12). */
    void prepare() {
        Made unused = made();
    }

    private Made made() {
        Made seen = made;
        return seen == null ? make() : seen;
    }

    private synchronized Made make() {
        Made seen = made;
        if (seen != null) {
            return seen;
        }
        if (stopped) {
            throw new IllegalStateException(
                    "expected a running application, found that it has stopped; its sockets cannot be used"
                            + " any more");
        }
        if (making) {
            throw new IllegalStateException("expected no use of a socket by a bean that defines one while"
                    + " the sockets are being made, found one; use it later, for example in an observer");
        }
        Made now = makeOnce();
        DefaultSockets.use(now.sockets());
        made = now;
        return now;
    }

    /**
     * Beans of the application are made here, and the lock is held: who needs a socket has to wait for all.
     */
    private synchronized Made makeOnce() {
        making = true;
        try {
            if (maker == null) {
                check();
            }
            return Objects.requireNonNull(maker).make();
        } finally {
            making = false;
        }
    }

    /** Opens all sockets, except those with auto-connect off; only the first call does something. */
    void open() {
        Made now = made();
        now.surroundings().capture();
        if (isFirst()) {
            now.openAtStart().forEach(name -> now.socket(name).open());
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
            DefaultSockets.clear(now.sockets());
            close(now.sockets());
        }
    }

    /** An application that is stopping must stop, whatever happens here. */
    private static void close(Sockets sockets) {
        try {
            sockets.close();
        } catch (NamedSocketException e) {
            LOG.log(Level.WARNING, "the sockets of the application are being closed in the background", e);
        }
    }

    /** {@return the application's sockets} */
    Sockets sockets() {
        return made().sockets();
    }

    /** {@return the socket that has a name now} */
    NamedSocket socket(String name) {
        return made().socket(name);
    }

    /** {@return the sockets that count for the health of the application} */
    List<NamedSocket> watched() {
        Made now = made();
        return now.watched().stream().map(now::socket).toList();
    }
}
