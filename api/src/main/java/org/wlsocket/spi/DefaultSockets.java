// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Sockets;

/**
 * The sockets on which the WLangage facades work: one for each class loader of this jar (C12).
 *
 * <p>A program need not know this class: the first connect makes the default with {@link Sockets#create()};
 * its threads are daemons. A container that has sockets of its own {@linkplain #use sets} them when an
 * application starts and {@linkplain #clear clears} them when it stops. A web application without such a
 * container does at its stop:
 *
 * <pre>{@code
 * DefaultSockets.find().ifPresent(sockets -> {
 *     DefaultSockets.clear(sockets);
 *     sockets.close();
 * });
 * }</pre>
 */
public final class DefaultSockets {

    private static final AtomicReference<State> STATE = new AtomicReference<>(State.NONE);

    private DefaultSockets() {}

    /** What the facades work on; {@code cleared} only without sockets. */
    private record State(@Nullable Sockets sockets, boolean madeHere, boolean cleared) {
        static final State NONE = new State(null, false, false);
        static final State CLEARED = new State(null, false, true);
    }

    /**
     * Makes the facades work on these sockets, until they are {@linkplain #clear cleared} or others are set.
     * A default that a connect has made before is closed; sockets that were set before stay as they are.
     */
    public static void use(Sockets sockets) {
        State before = STATE.getAndSet(new State(Objects.requireNonNull(sockets, "sockets"), false, false));
        if (before.sockets != null && before.madeHere) {
            before.sockets.close();
        }
    }

    /**
     * Takes the sockets away from the facades, whose calls are refused from now on: no other default is made
     * in their place, only {@link #use} ends that. Does not close them. Does nothing when others are the
     * default meanwhile.
     */
    public static void clear(Sockets sockets) {
        State seen = state();
        if (seen.sockets == Objects.requireNonNull(sockets, "sockets")) {
            STATE.compareAndSet(seen, State.CLEARED);
        }
    }

    /** {@return the default, empty where none was made or set yet, and after {@link #clear}} */
    public static Optional<Sockets> find() {
        return Optional.ofNullable(state().sockets);
    }

    /**
     * {@return the default, which is made when there is none; empty after {@link #clear}}
     *
     * @throws org.wlsocket.NamedSocketException.NoProvider as {@link Sockets#create()} does
     */
    public static Optional<Sockets> findOrCreate() {
        return findOr(Sockets::create);
    }

    static Optional<Sockets> findOr(Supplier<Sockets> maker) {
        State seen = state();
        while (seen.sockets == null && !seen.cleared) {
            Sockets made = maker.get();
            if (!STATE.compareAndSet(seen, new State(made, true, false))) {
                made.close();
            }
            seen = state();
        }
        return Optional.ofNullable(seen.sockets);
    }

    /** {@return whether the default was taken away with {@link #clear} and no other was set since} */
    public static boolean isCleared() {
        return state().cleared;
    }

    private static State state() {
        return Objects.requireNonNull(STATE.get());
    }

    /** As if the class had just been loaded; for tests. */
    static void forget() {
        STATE.set(State.NONE);
    }
}
