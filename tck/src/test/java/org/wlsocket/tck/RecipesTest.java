// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wlsocket.CloseStatus;
import org.wlsocket.Credentials;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.Delivery;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.OfflineQueue;
import org.wlsocket.Preparation;
import org.wlsocket.Readiness;
import org.wlsocket.Reconnect;
import org.wlsocket.RetryRule;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketListener;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;
import org.wlsocket.Sockets;

/** What the user guide tells its readers to write compiles, and does what it says. */
class RecipesTest {

    private static final Path PAGE = Path.of("..", "docs", "staying-connected.md");
    private static final Path HERE = Path.of("src/test/java/org/wlsocket/tck/RecipesTest.java");

    private final SteppedTime time = new SteppedTime();
    private final Queue<Long> draws = new ArrayDeque<>();
    private Consumer<MemoryPeer> script = peer -> {};
    private final MemoryProvider provider =
            MemoryProvider.with(peer -> script.accept(peer)).deliverOn(time.executor());
    private final Sockets sockets =
            time.step(Sockets.builder()).provider(provider).random(this::draw).build();
    private final List<SocketEvent> events = new ArrayList<>();

    /** A random number from which the next delay becomes the next of {@link #draws} in milliseconds. */
    private long draw() {
        Long millis = draws.poll();
        return millis == null ? 0 : 2 * millis;
    }

    private MemoryPeer last() {
        List<MemoryPeer> peers = provider.peers();
        return peers.get(peers.size() - 1);
    }

    private void dropAndComeBack() {
        last().drop();
        time.advance(Duration.ofSeconds(2));
    }

    @AfterEach
    void nothing_is_left() {
        sockets.all().forEach(NamedSocket::close);
        time.advance(Duration.ofSeconds(30));
        sockets.close();
    }

    // ---- the first lines ----

    private NamedSocket firstLines(SocketListener listener) {
        SocketOptions staying = SocketOptions.defaults()
                .withReconnect(Reconnect.on())
                .withQueue(OfflineQueue.on(OfflineQueue.Overflow.REFUSE));
        NamedSocket prices = sockets.connect("prices", "wss://example.org/prices", staying, listener);
        return prices;
    }

    @Test
    void the_first_lines_stay_connected_and_keep_what_is_sent_meanwhile() {
        NamedSocket prices = firstLines(events::add);
        time.run();
        last().drop();
        time.run();
        assertThat(prices.send("hello").accepted()).isTrue();
        time.advance(Duration.ofSeconds(2));
        assertThat(last().texts()).containsExactly("hello");
    }

    /** The events of the worked sequence, each with its time and the state that the listener finds. */
    @Test
    void the_worked_sequence_is_what_happens() throws IOException {
        List<String> told = new ArrayList<>();
        Instant start = time.clock().instant();
        draws.addAll(List.of(1300L, 600L));
        NamedSocket prices = firstLines(event -> told.add(String.format(
                Locale.ROOT,
                "%4.1f s  %-8s %s",
                Duration.between(start, time.clock().instant()).toMillis() / 1000.0,
                event.socket().state().getClass().getSimpleName(),
                event)));
        time.advance(Duration.ofSeconds(40));
        last().close(CloseStatus.of(1001));
        script = peer -> peer.opening().refuse(503, Map.of());
        time.advance(Duration.ofMillis(1500));
        script = peer -> {};
        time.advance(Duration.ofMillis(18_500));
        prices.close();
        time.run();
        assertThat(blocks(PAGE, "text")).contains(told);
    }

    // ---- a rule ----

    private static Reconnect rule() {
        Reconnect untilLoggedOut = Reconnect.on().withRule(end -> end.status().code() == 4401
                ? RetryRule.Verdict.STOP
                : RetryRule.Verdict.BY_TABLE);
        return untilLoggedOut;
    }

    @Test
    void a_rule_stops_at_a_code_of_the_application() {
        SocketOptions ruled = SocketOptions.defaults().withReconnect(rule());
        NamedSocket prices = sockets.connect("prices", "ws://memory/", ruled, events::add);
        time.run();
        dropAndComeBack();
        assertThat(prices.state()).isInstanceOf(SocketState.Open.class);
        last().close(CloseStatus.of(4401));
        time.advance(Duration.ofMinutes(1));
        assertThat(provider.peers()).hasSize(2);
        assertThat(((SocketEvent.Closed) events.get(3)).reconnectIn()).isEmpty();
    }

    // ---- token refresh ----

    /** Logs in when there is no token yet, and when the server has refused the one that there is. */
    private static final class Tokens implements CredentialsProvider {

        private final Supplier<String> login; // asks the token server, and may block
        private @Nullable String token;

        Tokens(Supplier<String> login) {
            this.login = login;
        }

        @Override
        public synchronized Credentials provide(Request request) {
            if (token == null || request.isRefused()) {
                token = login.get();
            }
            return Credentials.bearer(token);
        }
    }

    private static Destination withTokens(Supplier<String> login) {
        Destination prices = Destination.of("wss://example.org/prices").withCredentials(new Tokens(login));
        return prices;
    }

    @Test
    void a_token_that_is_refused_is_refreshed_at_once() {
        List<String> tokens = new ArrayList<>();
        Destination destination = withTokens(() -> {
            tokens.add("token " + (tokens.size() + 1));
            return tokens.get(tokens.size() - 1);
        });
        script = peer -> {
            if (peer.handshake().headers().get("Authorization").contains("Bearer token 1")) {
                peer.opening().refuse(401, Map.of());
            }
        };
        NamedSocket prices = sockets.connect(
                "prices", destination, SocketOptions.defaults().withReconnect(Reconnect.on()), events::add);
        time.advance(Duration.ZERO);
        assertThat(prices.state()).isInstanceOf(SocketState.Open.class);
        dropAndComeBack();
        assertThat(tokens).containsExactly("token 1", "token 2");
    }

    // ---- subscribe after reconnect ----

    /** Subscribes on each link, from the last message on, and waits for the server's word. */
    private static final class Prices implements SocketListener, Readiness {

        private final Consumer<String> screen;
        private CompletableFuture<@Nullable Void> subscribed = new CompletableFuture<>();
        private String last = "0";

        Prices(Consumer<String> screen) {
            this.screen = screen;
        }

        @Override
        public CompletionStage<?> prepare(Preparation link) {
            subscribed = new CompletableFuture<>();
            link.send("SUBSCRIBE EUR SINCE " + last);
            return subscribed;
        }

        @Override
        public void on(SocketEvent event) {
            if (event instanceof SocketEvent.Text message) {
                if (message.text().equals("SUBSCRIBED")) {
                    subscribed.complete(null);
                } else {
                    last = message.text().substring(0, message.text().indexOf(' '));
                    screen.accept(message.text());
                }
            }
        }
    }

    private NamedSocket subscribing(Consumer<String> screen) {
        Prices prices = new Prices(screen);
        SocketOptions subscribing =
                SocketOptions.defaults().withReconnect(Reconnect.on()).withReadiness(prices);
        return sockets.connect("prices", "wss://example.org/prices", subscribing, prices);
    }

    @Test
    void a_subscription_is_made_anew_from_the_last_message_on() {
        List<String> screen = new ArrayList<>();
        script = peer -> peer.onText(text -> peer.send("SUBSCRIBED"));
        NamedSocket prices = subscribing(screen::add);
        time.run();
        assertThat(prices.state()).isInstanceOf(SocketState.Open.class);
        last().send("17 EUR 1.08");
        time.run();
        dropAndComeBack();
        assertThat(last().texts()).containsExactly("SUBSCRIBE EUR SINCE 17");
        assertThat(prices.state()).isInstanceOf(SocketState.Open.class);
        assertThat(screen).containsExactly("17 EUR 1.08");
    }

    // ---- log in on a socket that is read ----

    private static CompletionStage<?> logIn(Preparation link) {
        link.send("LOGIN");
        boolean welcome = link.receive(Duration.ofSeconds(10))
                .filter(reply -> reply instanceof SocketEvent.Text text && text.text().equals("WELCOME"))
                .isPresent();
        return welcome
                ? CompletableFuture.completedStage(null)
                : CompletableFuture.failedStage(new IllegalStateException("the login was not taken"));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void a_socket_that_is_read_logs_in_before_anything_else() {
        MemoryProvider server = MemoryProvider.with(peer -> peer.onText(text -> peer.send("WELCOME")));
        try (Sockets real = Sockets.builder().provider(server).build()) {
            NamedSocket socket = real.connect(
                    "read", "ws://memory/", SocketOptions.defaults().withReadiness(RecipesTest::logIn));
            socket.awaitOpen(Duration.ofSeconds(30));
            assertThat(server.peers().get(0).texts()).containsExactly("LOGIN");
        }
    }

    // ---- resending with acknowledgements ----

    /** Keeps each order until the server has acknowledged it, and sends again what may have got lost. */
    private static final class Orders implements SocketListener, Readiness {

        private static final int MOST = 500;

        private final Map<String, Delivery> unacknowledged = new LinkedHashMap<>(); // guarded by this

        /** Takes an order such as "17 BUY"; false: not now. */
        synchronized boolean place(NamedSocket socket, String order) {
            if (unacknowledged.size() == MOST) {
                return false;
            }
            Delivery delivery = socket.send(order);
            if (delivery.accepted()) {
                unacknowledged.put(order, delivery);
            }
            return delivery.accepted();
        }

        /** What is pending still goes out by itself, after this. */
        @Override
        public synchronized CompletionStage<?> prepare(Preparation link) {
            unacknowledged.forEach((order, delivery) -> {
                if (!(delivery.outcome() instanceof Delivery.Outcome.Pending)) {
                    link.send(order);
                }
            });
            return CompletableFuture.completedStage(null);
        }

        @Override
        public synchronized void on(SocketEvent event) {
            if (event instanceof SocketEvent.Text message && message.text().startsWith("ACK ")) {
                unacknowledged.remove(message.text().substring("ACK ".length()));
            }
        }
    }

    private NamedSocket placing(Orders orders) {
        SocketOptions resending = SocketOptions.defaults()
                .withReconnect(Reconnect.on())
                .withReadiness(orders)
                .withQueue(OfflineQueue.on(OfflineQueue.Overflow.REFUSE).withResendInDoubt(true));
        return sockets.connect("orders", "wss://example.org/orders", resending, orders);
    }

    @Test
    void an_order_is_sent_again_until_the_server_acknowledges_it() {
        script = peer -> peer.onText(text -> {
            if (!text.equals("2 SELL")) {
                peer.send("ACK " + text);
            }
        });
        Orders orders = new Orders();
        NamedSocket socket = placing(orders);
        time.run();
        assertThat(orders.place(socket, "1 BUY")).isTrue();
        assertThat(orders.place(socket, "2 SELL")).isTrue();
        time.run();
        script = peer -> peer.onText(text -> peer.send("ACK " + text));
        last().drop();
        time.run();
        assertThat(orders.place(socket, "3 BUY")).isTrue();
        time.advance(Duration.ofSeconds(2));
        assertThat(last().texts()).containsExactly("2 SELL", "3 BUY");
        dropAndComeBack();
        assertThat(last().texts()).isEmpty();
    }

    // ---- a health check ----

    private static String health(NamedSocket socket) {
        SocketState state = socket.state();
        if (state instanceof SocketState.Open) {
            return "UP";
        }
        if (state instanceof SocketState.Waiting waiting) {
            return "DOWN, attempt " + waiting.attempt() + " not before " + waiting.until() + ", held by "
                    + waiting.heldBy() + ", after " + waiting.cause();
        }
        return "DOWN, " + state;
    }

    @Test
    void a_health_check_says_what_the_socket_waits_for() {
        NamedSocket prices = firstLines(events::add);
        time.run();
        assertThat(health(prices)).isEqualTo("UP");
        draws.add(1000L);
        last().drop();
        time.run();
        assertThat(health(prices))
                .isEqualTo("DOWN, attempt 1 not before 2025-01-01T00:00:01Z, held by DELAY,"
                        + " after LinkEnd[1006]");
        prices.close();
        assertThat(health(prices)).startsWith("DOWN, Closed");
    }

    // ---- the page ----

    @Test
    void the_lines_of_the_page_are_the_lines_of_this_class() throws IOException {
        String here = String.join("\n", stripped(Files.readAllLines(HERE)));
        assertThat(blocks(PAGE, "java"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(here).contains(String.join("\n", block)));
    }

    /** {@return the blocks of a page that are in this language; for Java without indentation} */
    private static List<List<String>> blocks(Path page, String language) throws IOException {
        List<List<String>> blocks = new ArrayList<>();
        List<String> open = null;
        for (String line : Files.readAllLines(page)) {
            if (line.equals("```")) {
                open = null;
            } else if (open != null) {
                open.add(line);
            } else if (line.equals("```" + language)) {
                open = new ArrayList<>();
                blocks.add(open);
            }
        }
        return language.equals("java") ? blocks.stream().map(RecipesTest::stripped).toList() : blocks;
    }

    private static List<String> stripped(List<String> lines) {
        Stream<String> stripped = lines.stream().map(String::strip);
        return stripped.toList();
    }
}
