// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.AnnotatedField;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.inject.Inject;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wlsocket.Credentials;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.NamedSocket;

/** What the runtime knows, keeps and waits for. */
class SocketRuntimeTest {

    private App app;

    @AfterEach
    void stop() {
        if (app != null) {
            app.close();
        }
    }

    /** No bean, as a servlet is none. */
    static final class Servlet {
        @Inject
        @SocketName("prices")
        NamedSocket prices;
    }

    private static <T> T standIn(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                SocketRuntimeTest.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.get(method.getName())));
    }

    @Test
    void d5_a_component_that_is_no_bean_says_where_the_application_is_too() throws Exception {
        Field field = Servlet.class.getDeclaredField("prices");
        Set<Annotation> qualifiers = Set.of(SocketName.Literal.of("prices"));
        InjectionPoint point = standIn(InjectionPoint.class, Map.of(
                "getQualifiers", qualifiers,
                "getMember", field,
                "getType", NamedSocket.class,
                "getAnnotated", standIn(AnnotatedField.class, Map.of())));
        SocketsExtension extension = new SocketsExtension();
        extension.note(standIn(ProcessInjectionPoint.class, Map.of("getInjectionPoint", point)));
        assertThat(extension).extracting("home").isEqualTo(Servlet.class);
    }

    @Test
    void what_knows_passwords_is_gone_when_the_sockets_are_made() {
        app = App.with().start();
        BeanManager beans = app.get(BeanManager.class);
        SocketRuntime runtime = new SocketRuntime(new Uses(), beans, List.of(), SocketRuntimeTest.class);
        runtime.check();
        assertThat(runtime).extracting("maker").isNotNull();
        runtime.prepare();
        assertThat(runtime).extracting("maker").isNull();
        runtime.stop();
    }

    private static final BlockingQueue<String> WAITERS = new LinkedBlockingQueue<>();

    @Dependent
    @SocketName("prices")
    static class Waits implements CredentialsProvider {
        @Inject
        Waits(@SocketName("prices") NamedSocket prices) throws InterruptedException {
            Thread thread = new Thread(() -> use(prices));
            thread.start();
            thread.join();
        }

        private static void use(NamedSocket prices) {
            try {
                WAITERS.add("found " + prices.state());
            } catch (IllegalStateException e) {
                WAITERS.add(e.getMessage());
            }
        }

        @Override
        public Credentials provide(Request request) {
            return Credentials.bearer("1");
        }
    }

    @ApplicationScoped
    static class User {
        @Inject
        @SocketName("prices")
        NamedSocket prices;
    }

    @Test
    @Tag("slow")
    void c1_a_bean_that_waits_for_who_waits_for_it_holds_nobody_up_for_ever() {
        app = App.with(Waits.class, User.class).socket("prices").start();
        assertThat(Await.next(WAITERS, "the end of the wait")).contains("still being made");
        assertThat(app.peer().handshake().headers()).containsKey("Authorization");
    }
}
