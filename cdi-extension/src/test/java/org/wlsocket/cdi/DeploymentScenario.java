// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.wlsocket.Credentials;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.Destination;
import org.wlsocket.LinkEnd;
import org.wlsocket.NamedSocket;
import org.wlsocket.Preparation;
import org.wlsocket.Readiness;
import org.wlsocket.RetryRule;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.MemoryPeer;

/** D4 and D6: what is defined, by what, and what does not start. */
abstract class DeploymentScenario extends FormScenario {

    // ---- what does not start ----

    @ApplicationScoped
    static class Wrong {
        @Inject
        @SocketName("pricse")
        NamedSocket misspelt;

        @Inject
        @SocketName(" ")
        NamedSocket blank;

        void nobodyDefines(@Observes @SocketName("nowhere") SocketEvent.Text event) {}

        void async(@ObservesAsync @SocketName("prices") SocketEvent.Text event) {}

        void noEvent(@Observes @SocketName("prices") String event) {}

        void noQualifier(@Observes @SocketName("prices") @Named("x") SocketEvent event) {}

        void ofRead(@Observes @SocketName("read") SocketEvent event) {}
    }

    @Dependent
    static class DefinesTwice {
        @Produces
        @SocketName("twice")
        SocketDefinition one() {
            return SocketDefinition.of(Destination.of("ws://one/"));
        }

        @Produces
        @SocketName("twice")
        SocketDefinition two() {
            return SocketDefinition.of(Destination.of("ws://two/"));
        }

        @Produces
        @SocketName("both")
        SocketDefinition both() {
            return SocketDefinition.of(Destination.of("ws://both/"));
        }
    }

    @Test
    void d4_all_problems_are_in_one_message_with_socket_user_and_remedy() {
        with(Wrong.class, DefinesTwice.class)
                .socket("prices")
                .set("wlsocket.prices.write-limit", "10 apples")
                .set("wlsocket.prices.reconect.enabled", "true")
                .socket("read")
                .set("wlsocket.read.read", "true")
                .set("wlsocket.both.url", "ws://configured/");
        String message = app.startFails();
        assertThat(message)
                .contains("11 problems were found")
                .contains("used by [field " + Wrong.class.getName() + ".misspelt]")
                .doesNotContain("bean of org.wlsocket.NamedSocket")
                .contains("\"pricse\" is not defined", "did you mean prices?", "field "
                        + Wrong.class.getName() + ".misspelt")
                .contains("@SocketName(\" \")", "choose a name")
                .contains("\"nowhere\" is not defined")
                .contains("used by [observer " + Wrong.class.getName() + ".nobodyDefines]")
                .contains(Wrong.class.getName() + ".async can never be called", "@ObservesAsync")
                .contains(Wrong.class.getName() + ".noEvent can never be called", "java.lang.String")
                .contains(Wrong.class.getName() + ".noQualifier can never be called", "@jakarta.inject.Named")
                .contains("\"read\" is to be read", Wrong.class.getName() + ".ofRead")
                .contains("wlsocket.prices.write-limit", "10 apples", "PT10S")
                .contains("wlsocket.prices.reconect.enabled", "did you mean reconnect.enabled?")
                .contains("SocketDefinition for the socket \"twice\"")
                .contains("\"both\" is defined twice", "wlsocket.both.url");
    }

    @Dependent
    static class Uses {
        @Inject
        @SocketName("prices")
        NamedSocket prices;
    }

    @Dependent
    static class DefinesNothing {
        @Produces
        @SocketName("prices")
        SocketDefinition prices() {
            return SocketDefinition.of(Destination.of("http://prices/"));
        }
    }

    @Test
    void d6_a_definition_that_throws_does_not_start() {
        with(Uses.class, DefinesNothing.class);
        assertThat(app.startFails()).contains("\"prices\"", "write ws: instead of http:");
    }

    @Dependent
    static class DefinesByAccident {
        @Produces
        @SocketName("prices")
        SocketDefinition prices() {
            throw new UnsupportedOperationException("not today");
        }
    }

    @Dependent
    static class DefinesByNumber {
        @Produces
        @SocketName("prices")
        SocketDefinition prices() {
            return SocketDefinition.of(Destination.of("ws://prices:" + Integer.parseInt("abc") + "/"));
        }
    }

    @Test
    void d6_what_a_definition_throws_is_told_with_its_kind_and_its_trace() {
        with(Uses.class, DefinesByNumber.class);
        assertThat(app.startFails())
                .contains("\"prices\": expected that what defines it can be made")
                .contains("found java.lang.NumberFormatException", "the trace is with this message");
    }

    @Dependent
    static class UsesWhatItDefines {
        @Inject
        @SocketName("prices")
        NamedSocket prices;

        @Produces
        @SocketName("prices")
        SocketDefinition prices() {
            return SocketDefinition.of(Destination.of("ws://" + prices.state() + "/"));
        }
    }

    @Test
    void d6_a_definition_that_needs_its_own_socket_does_not_start() {
        with(UsesWhatItDefines.class);
        assertThat(app.startFails()).contains("\"prices\"", "by a bean that defines one");
    }

    @Test
    void d6_what_a_definition_throws_is_told() {
        with(Uses.class, DefinesByAccident.class);
        assertThat(app.startFails()).contains("\"prices\"", "not today");
    }

    @Dependent
    static class ReturnsNull {
        @Produces
        @SocketName("prices")
        SocketDefinition prices() {
            return null;
        }

        @Produces
        @SocketName("orders")
        CredentialsProvider credentials() {
            return null;
        }

        @Produces
        @SocketName("orders")
        Readiness readiness() {
            return null;
        }

        @Produces
        @SocketName("orders")
        RetryRule retryRule() {
            return null;
        }

        @Produces
        @SocketName("secure")
        SSLContext sslContext() {
            return null;
        }
    }

    @Dependent
    static class UsesThem {
        @Inject
        @SocketName("orders")
        NamedSocket orders;

        @Inject
        @SocketName("secure")
        NamedSocket secure;
    }

    @Test
    void d6_a_producer_that_returns_null_does_not_start() {
        with(Uses.class, UsesThem.class, ReturnsNull.class)
                .socket("orders")
                .set("wlsocket.secure.url", "wss://secure/");
        assertThat(app.startFails())
                .contains("3 problems were found", "\"orders\": expected a CredentialsProvider, found that")
                .contains("\"prices\": expected a SocketDefinition, found that")
                .contains("\"secure\": expected a SSLContext, found that")
                .contains("producer of " + ReturnsNull.class.getName() + " returned null; return one");
        assertThat(app.network().attempts()).isZero();
    }

    @Dependent
    static class NoNetwork {
        @Produces
        SocketProvider provider() {
            return null;
        }
    }

    @Test
    void d4_a_provider_that_is_null_is_told_with_the_other_problems() {
        with(Uses.class, DefinesByAccident.class, NoNetwork.class).onTheNetwork();
        assertThat(app.startFails())
                .contains("2 problems were found", "not today")
                .contains("the provider of all sockets: expected a SocketProvider, found that");
    }

    @ApplicationScoped
    static class Watches {
        void on(@Observes @SocketName("prices") SocketEvent event) {}
    }

    @Dependent
    static class NoAlternative {
        @Produces
        @SocketName("prices")
        NamedSocket prices() {
            return new InjectedSocket("fake", null);
        }
    }

    @Test
    void d6_a_socket_that_stands_in_without_being_an_alternative_is_told_how_to() {
        with(Watches.class, NoAlternative.class).socket("prices");
        assertThat(app.startFails())
                .contains("of " + NoAlternative.class.getName() + ", beside the one that is always there")
                .contains("make its class an @Alternative with @Priority, or remove it");
    }

    @Test
    void d4_keys_of_sockets_stop_no_application_without_sockets() {
        with(Diary.class)
                .set("wlsocket.prices.nothing", "1")
                .set("wlsocket.defaults.nothing", "1")
                .set("wlsocket.default.read", "true")
                .start();
        assertThat(app.network().attempts()).isZero();
    }

    @Dependent
    static class ObservesAll {
        void all(@Observes SocketEvent.Text event) {}
    }

    @Test
    void d4_an_observer_of_all_sockets_needs_one_that_is_named() {
        with(ObservesAll.class).socket("prices");
        assertThat(app.startFails())
                .contains(ObservesAll.class.getName() + ".all can never be called", "[prices]")
                .contains("@SocketName(\"prices\")");
    }

    @Test
    void d4_an_observer_of_all_sockets_may_be_there_without_any() {
        with(ObservesAll.class).start();
        assertThat(app.network().attempts()).isZero();
    }

    @Test
    void d4_the_key_that_says_read_is_named_where_it_is_said_for_all() {
        with(Uses.class, ObservesAll.class).socket("prices").set("wlsocket.defaults.read", "true");
        assertThat(app.startFails())
                .contains("as wlsocket.defaults.read says", "set wlsocket.prices.read=false");
    }

    @Test
    void d4_a_retry_rule_for_a_socket_that_does_not_reconnect_does_not_start() {
        with(Uses.class, Login.class, Diary.class)
                .socket("prices")
                .set("wlsocket.defaults.reconnect.enabled", "false");
        assertThat(app.startFails())
                .contains("the RetryRule of " + Login.class.getName())
                .contains("wlsocket.defaults.reconnect.enabled is false");
    }

    @Test
    void d6_headers_beside_a_definition_are_a_second_one() {
        with(Uses.class, Defines.class).set("wlsocket.prices.headers.X-Key", "2");
        assertThat(app.startFails()).contains("\"prices\" is defined twice", "wlsocket.prices.headers.X-Key");
    }

    // ---- what is observed ----

    @ApplicationScoped
    static class ObservesVariable {
        @Inject
        Diary diary;

        <T extends SocketEvent.Message, U extends T> void any(@Observes @SocketName("prices") U message) {
            diary.write("message " + message.getClass().getSimpleName());
        }
    }

    @Test
    void d2_an_observer_of_a_type_variable_observes_what_it_is_bound_to() {
        with(ObservesVariable.class, Diary.class).socket("prices").start();
        app.peer().send("100");
        assertThat(Diary.next()).isEqualTo("message Text");
    }

    @ApplicationScoped
    static class ObservesObjects {
        @Inject
        Diary diary;

        void any(@Observes @SocketName("prices") Object event) {
            diary.write(event.getClass().getSimpleName());
        }
    }

    @Test
    void d2_an_observer_of_objects_that_names_a_socket_observes_it() {
        with(ObservesObjects.class, Diary.class).socket("prices").start();
        assertThat(app.peer()).isNotNull();
        assertThat(Diary.next()).isEqualTo("Opened");
    }

    // ---- definitions ----

    @Dependent
    static class Defines {
        @Produces
        @SocketName("prices")
        SocketDefinition prices() {
            return SocketDefinition.of(Destination.of("ws://defined/").withHeader("X-Key", "1"));
        }
    }

    @Test
    void d6_a_bean_defines_a_socket() {
        with(Uses.class, Defines.class).route("defined", peer -> {}).start();
        assertThat(app.peer().handshake().headers()).containsKey("X-Key");
    }

    @Alternative
    @Priority(1)
    @Dependent
    static class DefinesForTest {
        @Produces
        @SocketName("prices")
        SocketDefinition prices() {
            return SocketDefinition.of(Destination.of("ws://alternative/"))
                    .withOptions(SocketOptions.defaults().withMaxMessageSize(10));
        }
    }

    @Test
    void d6_an_alternative_stands_in_for_a_definition() {
        with(Uses.class, Defines.class, DefinesForTest.class)
                .route("alternative", peer -> {})
                .start();
        MemoryPeer peer = app.peer();
        assertThat(peer.handshake().uri().getHost()).isEqualTo("alternative");
    }

    @Test
    void d6_an_alternative_stands_in_for_the_configuration() {
        with(Uses.class, DefinesForTest.class)
                .socket("prices")
                .route("alternative", peer -> {})
                .start();
        assertThat(app.peer().handshake().uri().getHost()).isEqualTo("alternative");
    }

    @Alternative
    @Priority(1)
    @Dependent
    static class Fake {
        @Produces
        @SocketName("prices")
        NamedSocket prices() {
            return new InjectedSocket("fake", null);
        }
    }

    @Test
    void d6_an_alternative_stands_in_for_a_socket_which_then_needs_no_definition() {
        with(Uses.class, Fake.class).start();
        assertThat(app.get(Uses.class).prices.name()).isEqualTo("fake");
        assertThat(app.network().attempts()).isZero();
    }

    // ---- beans that belong to a socket ----

    @ApplicationScoped
    @SocketName("prices")
    static class Login implements CredentialsProvider, Readiness, RetryRule {
        @Inject
        Diary diary;

        @Override
        public Credentials provide(Request request) {
            diary.write("credentials for " + request.socketName() + " in "
                    + Thread.currentThread().getContextClassLoader().getName());
            return Credentials.bearer("1");
        }

        @Override
        public CompletionStage<?> prepare(Preparation preparation) {
            diary.write("prepare");
            return CompletableFuture.completedFuture(preparation.send("log in"));
        }

        @Override
        public Verdict decide(LinkEnd end) {
            diary.write("decide");
            return Verdict.STOP;
        }
    }

    @Test
    void beans_give_credentials_readiness_and_retry_rule() {
        with(Uses.class, Login.class, Diary.class)
                .socket("prices")
                .set("wlsocket.prices.reconnect.rule-limit", "30s")
                .start();
        MemoryPeer peer = app.peer();
        assertThat(peer.handshake().headers()).containsKey("Authorization");
        assertThat(Diary.next(2)).containsExactly("credentials for prices in application", "prepare");
        app.socketOf("prices").awaitOpen(Duration.ofSeconds(30));
        assertThat(peer.texts()).containsExactly("log in");
        peer.drop();
        assertThat(Diary.next()).isEqualTo("decide");
        NamedSocket prices = app.socketOf("prices");
        Await.until("the socket has ended", () -> prices.state() instanceof SocketState.Closed);
    }

    @Dependent
    static class Trust {
        static final SSLContext CONTEXT = context();

        private static SSLContext context() {
            try {
                return SSLContext.getInstance("TLS");
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }

        @Produces
        @SocketName("prices")
        SSLContext context = CONTEXT;
    }

    @Test
    void a_bean_gives_the_ssl_context() {
        with(Uses.class, Trust.class)
                .socket("prices")
                .set("wlsocket.prices.url", "wss://prices/")
                .start();
        assertThat(app.peer().handshake().sslContext()).contains(Trust.CONTEXT);
    }

    @Test
    void d4_an_ssl_context_counts_instead_of_what_all_sockets_trust() {
        with(Uses.class, Trust.class)
                .socket("prices")
                .set("wlsocket.prices.url", "wss://prices/")
                .set("wlsocket.defaults.tls.trust-store", "/nowhere/ca.pem")
                .start();
        assertThat(app.peer().handshake().sslContext()).contains(Trust.CONTEXT);
    }

    @Test
    void d4_an_ssl_context_beside_what_the_socket_itself_trusts_does_not_start() {
        with(Uses.class, Trust.class)
                .socket("prices")
                .set("wlsocket.prices.url", "wss://prices/")
                .set("wlsocket.prices.tls.pins", "sha256/afwiKY3RxoMmLkuRW1l7QsPZTJPwDS2pdDROQjXw8ig=");
        assertThat(app.startFails()).contains("\"prices\"", "expected one source of trust");
    }

    @Test
    void d4_an_ssl_context_for_a_socket_without_tls_does_not_start() {
        with(Uses.class, Trust.class).socket("prices");
        assertThat(app.startFails()).contains("\"prices\"", "SSLContext", "ws:");
    }
}
