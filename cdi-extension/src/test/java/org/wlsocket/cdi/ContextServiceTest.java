// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ContextService;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.function.Consumer;
import javax.naming.Context;
import javax.naming.spi.InitialContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** D3: the context of a server with Jakarta Concurrency, for which something stands in. */
class ContextServiceTest {

    /** What a server keeps for each of its threads. */
    private static final ThreadLocal<String> COMPONENT = new ThreadLocal<>();

    /** JNDI of the server. */
    public static final class Naming implements InitialContextFactory {

        /** Made by JNDI. */
        public Naming() {}

        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            return (Context) Proxy.newProxyInstance(
                    ContextServiceTest.class.getClassLoader(),
                    new Class<?>[] {Context.class},
                    (proxy, method, arguments) ->
                            "java:comp/DefaultContextService".equals(arguments[0]) ? service() : null);
        }

        private static Object service() {
            return Proxy.newProxyInstance(
                    ContextServiceTest.class.getClassLoader(),
                    new Class<?>[] {ContextService.class},
                    (proxy, method, arguments) -> contextual(arguments[0], COMPONENT.get()));
        }

        @SuppressWarnings("unchecked")
        private static Consumer<Runnable> contextual(Object runner, String component) {
            return task -> {
                COMPONENT.set(component);
                try {
                    ((Consumer<Runnable>) runner).accept(task);
                } finally {
                    COMPONENT.remove();
                }
            };
        }
    }

    @BeforeEach
    void startServer() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Naming.class.getName());
        COMPONENT.set("the application");
    }

    @AfterEach
    void stopServer() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        COMPONENT.remove();
    }

    @Test
    void d3_what_the_thread_of_the_start_has_is_there_on_threads_of_the_library() throws Exception {
        Surroundings surroundings = Surroundings.of(ContextServiceTest.class);
        surroundings.capture();
        String[] seen = new String[2];
        Thread thread = new Thread(() -> {
            try {
                seen[0] = surroundings.call(COMPONENT::get);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            seen[1] = COMPONENT.get();
        });
        thread.start();
        thread.join();
        assertThat(seen).containsExactly("the application", null);
    }
}
