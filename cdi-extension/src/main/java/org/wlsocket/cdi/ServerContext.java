// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/** Jakarta Concurrency, found by its names: nothing of it is needed where it is not. */
final class ServerContext {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.cdi");
    private static final String SERVICE = "java:comp/DefaultContextService";
    private static final String TYPE = "jakarta.enterprise.concurrent.ContextService";

    private ServerContext() {}

    /**
     * {@return the runner as a proxy that carries this thread's context to others; null where there is no
     * server}
     */
    @SuppressWarnings("BanJNDI") // A constant name of the server's own.
    static @Nullable Consumer<Runnable> capture(Consumer<Runnable> runner) {
        try {
            return proxy(new InitialContext().lookup(SERVICE), runner);
        } catch (NamingException | LinkageError e) {
            LOG.log(Level.DEBUG, "no " + SERVICE + ", so observers have no context of a server", e);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "expected " + SERVICE + " to lend its context, found that it does not; observers cannot"
                            + " look up java:comp",
                    e);
        }
        return null;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Consumer<Runnable> proxy(Object service, Consumer<Runnable> runner)
            throws ReflectiveOperationException {
        Class<?> type = typeOf(service.getClass());
        if (type == null) {
            return null;
        }
        Method method = type.getMethod("createContextualProxy", Object.class, Class.class);
        return (Consumer<Runnable>) method.invoke(service, runner, Consumer.class);
    }

    /** The interface through which every implementation can be called, whatever its class loader. */
    private static @Nullable Class<?> typeOf(@Nullable Class<?> implementation) {
        if (implementation == null || implementation.getName().equals(TYPE)) {
            return implementation;
        }
        for (Class<?> each : implementation.getInterfaces()) {
            Class<?> found = typeOf(each);
            if (found != null) {
                return found;
            }
        }
        return typeOf(implementation.getSuperclass());
    }
}
