// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.wlsocket.wlangage.WLangage.socketConnecte;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import javax.naming.Context;
import javax.naming.spi.InitialContextFactory;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Credentials;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.Destination;
import org.wlsocket.LinkEnd;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.Readiness;
import org.wlsocket.Reconnect;
import org.wlsocket.RetryRule;
import org.wlsocket.RetryRule.Verdict;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;
import org.wlsocket.Sockets;
import org.wlsocket.spi.DefaultSockets;
import org.wlsocket.tck.LogRecorder;
import org.wlsocket.tck.MemoryPeer;
import org.wlsocket.wlangage.EvenementSocket;

/** What belongs to whom while an application runs: names, beans, contexts, and the end. */
abstract class RuntimeScenario extends DiaryScenario {

    private static final Duration LONG = Duration.ofSeconds(30);

    // ---- names ----

    @ApplicationScoped
    static class TakesName {
        @Inject
        Diary diary;

        @Inject
        Sockets sockets;

        void start(@Observes Startup event) {
            diary.write("facade " + socketConnecte("prices", "ws://other/", TakesName::ignore));
            try {
                diary.write("injected " + sockets.connect("prices", "ws://other/"));
            } catch (NamedSocketException.NameInUse e) {
                diary.write("injected " + e.getMessage());
            }
        }

        private static void ignore(EvenementSocket event, String message) {}

        void on(@Observes @SocketName("prices") SocketEvent event) {
            diary.write("observed", event);
        }
    }

    @Test
    void d1_c3_nothing_takes_the_name_of_a_defined_socket_before_it_is_open() {
        with(TakesName.class).socket("prices").route("other", peer -> {}).start();
        List<String> entries = Diary.next(3);
        assertThat(entries.get(0)).isEqualTo("facade false");
        assertThat(entries.get(1)).contains("the application defines the socket \"prices\"", "inject that");
        assertThat(entries.get(2)).isEqualTo("observed prices opened");
        assertThat(app.peer().handshake().uri().getHost()).isEqualTo("prices");
    }

    @Test
    void c2_what_is_wrong_with_a_connect_is_told_by_the_injected_sockets_too() {
        with(TakesName.class).socket("prices").start();
        Sockets sockets = app.get(Sockets.class);
        assertThatThrownBy(() -> sockets.connect(null, "ws://x/"))
                .isInstanceOf(NamedSocketException.BadArgument.class);
        assertThatThrownBy(() -> sockets.connect("x", (Destination) null))
                .isInstanceOf(NamedSocketException.BadArgument.class);
        assertThatThrownBy(() -> sockets.connect("x", "ws://x/", (SocketOptions) null))
                .isInstanceOf(NamedSocketException.BadArgument.class);
    }

    // ---- the end ----

    @Test
    void d5_one_bean_cannot_end_the_sockets_of_the_application() {
        with(TakesName.class).socket("prices").start();
        Sockets sockets = app.get(Sockets.class);
        assertThatThrownBy(sockets::close)
                .isInstanceOf(NamedSocketException.NotAllowed.class)
                .hasMessageContaining("when the application stops");
        assertThatThrownBy(sockets::drain).isInstanceOf(NamedSocketException.NotAllowed.class);
        NamedSocket prices = app.socketOf("prices");
        prices.awaitOpen(LONG);
        assertThat(prices.state()).isInstanceOf(SocketState.Open.class);
    }

    @Dependent
    @SocketName("prices")
    static class Login implements CredentialsProvider {
        @Inject
        Diary diary;

        @Override
        public Credentials provide(Request request) {
            return Credentials.bearer("1");
        }

        @PreDestroy
        void end() {
            diary.write("login ends");
        }
    }

    @Dependent
    static class Prepares {
        @Produces
        @SocketName("prices")
        Readiness readiness() {
            return preparation -> CompletableFuture.completedFuture("ready");
        }

        void end(@Disposes @SocketName("prices") Readiness readiness, Diary diary) {
            diary.write("readiness ends");
        }
    }

    @ApplicationScoped
    static class Observer {
        @Inject
        Diary diary;

        void on(@Observes @SocketName("prices") SocketEvent event) {
            diary.write("observed", event);
        }
    }

    @Test
    void d5_beans_without_a_scope_of_their_own_end_after_the_sockets_they_belong_to() {
        with(Observer.class, Login.class, Prepares.class).socket("prices").start();
        assertThat(Diary.next()).isEqualTo("observed prices opened");
        app.close();
        List<String> rest = Diary.rest();
        assertThat(rest).startsWith("observed prices closed 1001").endsWith("diary ends").hasSize(4);
        assertThat(rest).contains("login ends", "readiness ends");
    }

    @ApplicationScoped
    static class Early {
        @Inject
        Sockets sockets;

        void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
            sockets.connect("early", "ws://early/").awaitOpen(LONG);
        }
    }

    /** A server that cannot start the application. */
    public static final class Failing implements InitialContextFactory {

        /** Made by JNDI. */
        public Failing() {}

        @Override
        public Context getInitialContext(Hashtable<?, ?> environment) {
            throw new AssertionError("no names here");
        }
    }

    @Test
    void d5_nothing_is_left_of_a_start_that_fails() {
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Failing.class.getName());
        try {
            with(Early.class).route("early", peer -> {});
            assertThat(app.startThrows()).hasStackTraceContaining("no names here");
            MemoryPeer peer = app.peer();
            Await.until("the link is closed", () -> peer.closedWith().isPresent());
            assertThat(peer.closedWith()).contains(CloseStatus.of(1001));
            assertThat(DefaultSockets.isCleared()).isTrue();
        } finally {
            System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
        }
    }

    @ApplicationScoped
    static class Leaves {
        @Inject
        @SocketName("prices")
        NamedSocket prices;

        private boolean left;

        void leave(@Observes @Priority(1) Shutdown event) {
            leave();
        }

        /** Not every container fires the other. */
        void leave(@Observes @Priority(1) @BeforeDestroyed(ApplicationScoped.class) Object event) {
            leave();
        }

        private void leave() {
            if (!left) {
                left = true;
                prices.send("bye");
            }
        }
    }

    @Test
    void d5_who_observes_the_end_early_can_still_send() {
        with(Leaves.class).socket("prices").start();
        app.socketOf("prices").awaitOpen(LONG);
        app.close();
        MemoryPeer peer = app.peer();
        assertThat(peer.texts()).containsExactly("bye");
        assertThat(peer.closedWith()).contains(CloseStatus.of(1001));
    }

    @ApplicationScoped
    static class NotToday {
        @Inject
        @SocketName("prices")
        NamedSocket prices;

        @Inject
        Diary diary;

        void start(@Observes Startup event) {
            prices.close();
            diary.write("closed");
        }
    }

    @Test
    void r7_what_the_application_closes_while_it_starts_stays_closed() {
        with(NotToday.class).socket("prices").socket("orders").start();
        assertThat(Diary.next()).isEqualTo("closed");
        assertThat(app.socketOf("prices").state()).isInstanceOf(SocketState.Idle.class);
        assertThat(app.network().attempts()).isZero();
    }

    @Dependent
    static class DefinesOneLink {
        @Produces
        @SocketName("prices")
        SocketDefinition prices() {
            return SocketDefinition.of(Destination.of("ws://prices/")).withOptions(SocketOptions.defaults());
        }

        @Produces
        @SocketName("prices")
        RetryRule rule() {
            return end -> Verdict.RETRY;
        }
    }

    @Test
    void d4_a_rule_that_would_never_be_asked_does_not_start() {
        with(Observer.class, DefinesOneLink.class);
        assertThat(app.startFails()).contains("\"prices\"", "a RetryRule reconnects", "Reconnect.on()");
    }

    // ---- calls that overlap ----

    @Test
    void d3_a_readiness_that_is_left_behind_takes_no_context_from_the_next() throws Exception {
        with().start();
        CountDownLatch bothAreIn = new CountDownLatch(2);
        CountDownLatch firstMayEnd = new CountDownLatch(1);
        CountDownLatch secondMayEnd = new CountDownLatch(1);
        Iterator<CountDownLatch> ends = List.of(firstMayEnd, secondMayEnd).iterator();
        Readiness waiting = preparation -> {
            CountDownLatch end;
            synchronized (ends) {
                end = ends.next();
            }
            bothAreIn.countDown();
            end.await();
            return CompletableFuture.completedFuture(null);
        };
        BeanManager beans = app.get(BeanManager.class);
        Surroundings surroundings = Surroundings.of(RuntimeScenario.class);
        Readiness wrapped = new Contexts(surroundings, beans, true)
                .options(SocketOptions.defaults().withReadiness(waiting))
                .readiness()
                .orElseThrow();
        Executor threads = task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
        };
        CompletableFuture<Boolean> first =
                CompletableFuture.supplyAsync(() -> isCleanAfter(wrapped), threads);
        Await.until("the first is in", () -> bothAreIn.getCount() == 1);
        CompletableFuture<Boolean> second =
                CompletableFuture.supplyAsync(() -> isCleanAfter(wrapped), threads);
        Await.until("both are in", () -> bothAreIn.getCount() == 0);
        firstMayEnd.countDown();
        assertThat(first).succeedsWithin(LONG).isEqualTo(true);
        secondMayEnd.countDown();
        assertThat(second).succeedsWithin(LONG).isEqualTo(true);
    }

    /** Whether no request context stays active on this thread. */
    private boolean isCleanAfter(Readiness wrapped) {
        try {
            wrapped.prepare(null).toCompletableFuture().join();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
        RequestContextController controller = app.get(RequestContextController.class);
        boolean clean = controller.activate();
        if (clean) {
            controller.deactivate();
        }
        return clean;
    }

    // ---- errors ----

    @Test
    void a_missing_link_is_logged_once_for_each_reason_and_so_is_its_return() {
        int[] attempts = {0};
        try (LogRecorder log = LogRecorder.start()) {
            with(Observer.class)
                    .set("wlsocket.prices.reconnect.first-delay", "1ms")
                    .set("wlsocket.prices.reconnect.min-delay", "1ms")
                    .set("wlsocket.prices.reconnect.max-delay", "1ms")
                    .socket("prices", peer -> {
                        if (++attempts[0] < 4) {
                            peer.opening().refuse(503, Map.of());
                        }
                    })
                    .start();
            app.socketOf("prices").awaitOpen(LONG);
            Await.until("the return is logged", () -> !log.infos().isEmpty());
            app.close();
            assertThat(log.warnings()).singleElement().asString().contains("\"prices\" has no link", "503");
            assertThat(log.infos()).containsExactly("the socket \"prices\" is open again");
        }
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Traced {}

    @Traced
    @Interceptor
    @Priority(1)
    static class Tracing {
        @AroundInvoke
        Object trace(InvocationContext call) throws Exception {
            return call.proceed();
        }
    }

    @ApplicationScoped
    static class Thrower {
        @Traced
        void on(@Observes @SocketName("prices") SocketEvent.Text event) {
            throw new IllegalStateException(event.text());
        }
    }

    @Test
    void d2_an_observer_that_throws_is_named_whatever_intercepts_it() {
        try (LogRecorder log = LogRecorder.start()) {
            with(Thrower.class, Tracing.class).socket("prices", peer -> peer.send("1")).start();
            Await.until("it is logged", () -> !log.errors().isEmpty());
            assertThat(log.errors().get(0)).contains("RuntimeScenario$Thrower.on threw");
        }
    }

    // ---- contexts ----

    @RequestScoped
    static class PerCall {
        boolean isThere() {
            return true;
        }
    }

    /** Writes down what a call finds around it. */
    @ApplicationScoped
    static class Witness {
        @Inject
        Diary diary;

        @Inject
        PerCall perCall;

        void see(String who) {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            diary.write(who + (hasRequest() ? " in a request of " : " in ")
                    + (loader == null ? "nothing" : loader.getName()));
        }

        private boolean hasRequest() {
            try {
                return perCall.isThere();
            } catch (ContextNotActiveException e) {
                return false;
            }
        }
    }

    /** What a definition, or code, has called. */
    static Destination destination(String url, Witness witness) {
        return Destination.of(url).withCredentials(request -> {
            witness.see("credentials");
            return Credentials.bearer("1");
        });
    }

    static SocketOptions options(Witness witness) {
        return SocketOptions.defaults()
                .withReadiness(preparation -> {
                    witness.see("readiness");
                    return CompletableFuture.completedFuture("ready");
                })
                .withReconnect(Reconnect.on()
                        .withRuleLimit(Duration.ofSeconds(30))
                        .withRule(end -> decided(end, witness)));
    }

    private static Verdict decided(LinkEnd end, Witness witness) {
        witness.see("rule");
        return Verdict.STOP;
    }

    @ApplicationScoped
    static class Connects {
        @Inject
        Sockets sockets;

        @Inject
        Witness witness;

        void start(@Observes Startup event) {
            sockets.connect("direct", destination("ws://direct/", witness), options(witness), one -> {
                if (one instanceof SocketEvent.Opened) {
                    witness.see("listener");
                }
            });
        }
    }

    @Test
    void d3_what_code_gives_to_a_connect_is_called_with_the_contexts_of_observers() {
        with(Connects.class, Witness.class, PerCall.class).route("direct", peer -> {}).start();
        assertThat(Diary.next(3))
                .containsExactly(
                        "credentials in a request of application",
                        "listener in a request of application",
                        "readiness in a request of application");
        app.peer().drop();
        assertThat(Diary.next()).isEqualTo("rule in a request of application");
    }

    @Test
    void d3_the_request_context_of_listeners_can_be_switched_off_for_all() {
        with(Connects.class, Witness.class, PerCall.class)
                .set("wlsocket.defaults.request-context", "never")
                .route("direct", peer -> {})
                .start();
        assertThat(Diary.next(2)).containsExactly("credentials in application", "listener in application");
    }

    @ApplicationScoped
    static class Program {
        @Inject
        Witness witness;

        void start(@Observes Startup event) {
            socketConnecte("facade", "ws://facade/", this::onEvent);
        }

        private void onEvent(EvenementSocket event, String message) {
            if (event == EvenementSocket.MESSAGE) {
                witness.see("procedure");
            }
        }
    }

    @Test
    void d3_a_procedure_of_the_facade_is_called_with_the_contexts_of_observers() {
        with(Program.class, Witness.class, PerCall.class)
                .route("facade", peer -> peer.send("1"))
                .start();
        assertThat(Diary.next()).isEqualTo("procedure in a request of application");
    }

    @Dependent
    static class Defines {
        @Inject
        @SocketName("prices")
        NamedSocket prices;

        @Produces
        @SocketName("prices")
        SocketDefinition prices(Witness witness) {
            return SocketDefinition.of(destination("ws://prices/", witness)).withOptions(options(witness));
        }
    }

    @Test
    void d3_what_a_definition_carries_is_called_with_the_contexts_of_observers() {
        with(Defines.class, Witness.class, PerCall.class).route("prices", peer -> {}).start();
        assertThat(Diary.next(2))
                .containsExactly(
                        "credentials in a request of application", "readiness in a request of application");
        app.peer().drop();
        assertThat(Diary.next()).isEqualTo("rule in a request of application");
    }

    @ApplicationScoped
    static class TouchedEarly {
        @Inject
        Witness witness;

        @Inject
        @SocketName("prices")
        NamedSocket prices;

        void touch(@Observes @Initialized(ApplicationScoped.class) Object event)
                throws InterruptedException {
            Thread thread = new Thread(() -> prices.state());
            thread.setContextClassLoader(null);
            thread.start();
            thread.join();
        }

        void on(@Observes @SocketName("prices") SocketEvent.Opened event) {
            witness.see("observer");
        }
    }

    @Test
    void d3_the_class_loader_is_that_of_the_start_whichever_thread_needs_a_socket_first() {
        with(TouchedEarly.class, Witness.class, PerCall.class).socket("prices").start();
        assertThat(Diary.next()).isEqualTo("observer in a request of application");
    }
}
