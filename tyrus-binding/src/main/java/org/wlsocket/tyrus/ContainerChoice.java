// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.ConnectFailedException;

/**
 * Which container is taken of those that can be found. One that was loaded with the binding goes before one
 * of the server: who brings a container wants it used, and on a server the Jakarta API may find that of the
 * server first, which must not be tuned. Among several of ours the system property decides, and without it
 * the class path does, which is logged.
 *
 * <p>Not safe for several threads at once.
 */
final class ContainerChoice {

    private static final String PROPERTY = "wlsocket.container";

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");

    /** A class path that cannot be read fails anew for each. */
    private static final int MOST_PROVIDERS = 50;

    private static final ClassLoader LOADER = ContainerChoice.class.getClassLoader();

    /** Null where nobody has asked for a certain one. */
    private final @Nullable String wanted;

    /** Of those that were loaded with the binding; null as long as none was taken. */
    private @Nullable ContainerProvider taken;

    /** Takes what the system property says at this time. */
    ContainerChoice() {
        String property = System.getProperty(PROPERTY, "").strip();
        wanted = property.isEmpty() ? null : property;
    }

    /**
     * {@return a container, always of the same provider once there was one of ours} Some containers look for
     * themselves with the context class loader, which may be null on a thread of ours.
     *
     * @throws ConnectFailedException for good, when there is none, or not the one that was asked for
     */
    WebSocketContainer container() throws ConnectFailedException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(LOADER);
        try {
            WebSocketContainer own = own();
            return own == null ? servers() : own;
        } catch (RuntimeException | ServiceConfigurationError | LinkageError e) {
            thread.setContextClassLoader(before);
            return serversByContext(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    // ---- what was loaded with the binding ----

    /** {@return null where the binding was loaded without one, or in modules that hide it} */
    private @Nullable WebSocketContainer own() throws ConnectFailedException {
        ContainerProvider before = taken;
        if (before != null) {
            return another(before);
        }
        List<ContainerProvider> found = visible(LOADER);
        found.removeIf(each -> each.getClass().getClassLoader() != LOADER);
        List<ContainerProvider> fitting = new ArrayList<>(found);
        fitting.removeIf(each -> !fits(each.getClass()));
        WebSocketContainer container = takeFirst(fitting);
        ContainerProvider one = taken;
        if (one != null) {
            report(found, fitting, one);
        } else if (wanted != null && !found.isEmpty()) {
            String next = fitting.isEmpty() ? "name one of these" : "see in the log why it does not start";
            throw misses(list(found), next);
        }
        return container;
    }

    /** Not of another provider: nobody could tune it like the first. */
    private WebSocketContainer another(ContainerProvider provider) throws ConnectFailedException {
        WebSocketContainer container = make(provider);
        if (container == null) {
            throw new ConnectFailedException(Unsupported.because("expected one more container of "
                    + Make.describe(provider.getClass()) + ", found that it makes none; see the log entries"
                    + " of org.wlsocket.tyrus"));
        }
        return container;
    }

    private @Nullable WebSocketContainer takeFirst(List<ContainerProvider> providers) {
        for (ContainerProvider each : providers) {
            WebSocketContainer container = make(each);
            if (container != null) {
                taken = each;
                return container;
            }
        }
        return null;
    }

    private @Nullable WebSocketContainer make(ContainerProvider provider) {
        try {
            return (WebSocketContainer) Reflect.call(provider, "getContainer");
        } catch (ReflectiveOperationException | RuntimeException e) {
            boolean asked = wanted != null || provider == taken;
            LOG.log(
                    asked ? System.Logger.Level.WARNING : System.Logger.Level.DEBUG,
                    "the container of " + Make.describe(provider.getClass()) + " cannot be used",
                    e);
            return null;
        }
    }

    /** {@return those that a class loader shows, each class once} */
    private static List<ContainerProvider> visible(@Nullable ClassLoader loader) {
        List<ContainerProvider> found = new ArrayList<>();
        Iterator<ContainerProvider> all = ServiceLoader.load(ContainerProvider.class, loader).iterator();
        for (int i = 0; i < MOST_PROVIDERS; i++) {
            try {
                if (!all.hasNext()) {
                    break;
                }
                ContainerProvider one = all.next();
                if (found.stream().noneMatch(each -> each.getClass() == one.getClass())) {
                    found.add(one);
                }
            } catch (RuntimeException | ServiceConfigurationError | LinkageError e) {
                // Open Liberty shows the name of its provider, but not the class; the next may be ours.
                LOG.log(System.Logger.Level.DEBUG, "a container cannot be used", e);
            }
        }
        return found;
    }

    private boolean fits(Class<?> type) {
        return wanted == null || Make.means(wanted, type);
    }

    private void report(
            List<ContainerProvider> found, List<ContainerProvider> fitting, ContainerProvider one) {
        String is = Make.describe(one.getClass());
        if (fitting.size() == 1) {
            LOG.log(System.Logger.Level.DEBUG, "sockets run on this WebSocket container: {0}", is);
            return;
        }
        String expected = wanted == null
                ? "one WebSocket container on the class path"
                : "one WebSocket container that " + PROPERTY + "=" + wanted + " names";
        LOG.log(
                System.Logger.Level.WARNING,
                "expected {0}, found: {1}; taken is: {2}; leave one on the class path, or set the system"
                        + " property {3} to {4}",
                expected,
                list(found),
                is,
                PROPERTY,
                wanted == null && oneOfEachMake(found)
                        ? "its short name or the name of its class"
                        : "the name of its class");
    }

    /** {@return whether a short name tells one from the others} */
    private static boolean oneOfEachMake(List<ContainerProvider> found) {
        return found.stream().map(each -> Make.of(each.getClass())).distinct().count() == found.size();
    }

    private static String list(List<ContainerProvider> found) {
        return found.stream()
                .map(each -> "(" + Make.describe(each.getClass()) + ")")
                .collect(Collectors.joining(", "));
    }

    // ---- what a server has ----

    /** Looks where the context class loader does, as the Jakarta API says. */
    private WebSocketContainer servers() throws ConnectFailedException {
        WebSocketContainer first = ContainerProvider.getWebSocketContainer();
        WebSocketContainer one = fits(first.getClass()) ? first : serversNamed();
        if (one == null) {
            throw misses("the server's (" + Make.describe(first.getClass()) + ")",
                    "name that one, put the other into the application");
        }
        LOG.log(
                System.Logger.Level.DEBUG,
                "sockets run on this WebSocket container of the server: {0}",
                Make.describe(one.getClass()));
        return one;
    }

    /** A container does not tell its provider, by which it may have been named. */
    private @Nullable WebSocketContainer serversNamed() {
        for (ContainerProvider each : visible(Thread.currentThread().getContextClassLoader())) {
            WebSocketContainer one = fits(each.getClass()) ? make(each) : null;
            if (one != null) {
                return one;
            }
        }
        return null;
    }

    /** Open Liberty shows its container to the context class loader of an application only. */
    private WebSocketContainer serversByContext(Throwable missing) throws ConnectFailedException {
        try {
            return servers();
        } catch (RuntimeException | ServiceConfigurationError | LinkageError e) {
            if (wanted != null) {
                throw misses("none", "add it to the class path");
            }
            throw new ConnectFailedException(Unsupported.because(
                            "expected a Jakarta WebSocket client container on the class path, found none;"
                                    + " add one, such as org.glassfish.tyrus:tyrus-container-grizzly-client")
                    .withException(missing));
        }
    }

    private ConnectFailedException misses(String found, String next) {
        return new ConnectFailedException(Unsupported.because("expected the WebSocket container that the"
                + " system property " + PROPERTY + "=" + wanted + " names, found: " + found + "; " + next
                + ", or leave the property out"));
    }
}
