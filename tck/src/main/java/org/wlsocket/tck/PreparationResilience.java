// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.wlsocket.Delivery;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.OfflineQueue;
import org.wlsocket.Preparation;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.SocketState;

/** R10, R8: each link is made ready first, then the queue goes out. */
abstract class PreparationResilience extends ResilienceTests {

    private static final int LINKS = 4;
    private static final int BATCH = 10;

    private volatile CompletableFuture<Void> login = new CompletableFuture<>();

    PreparationResilience(ResilienceTest suite) {
        super(suite);
    }

    private static SocketOptions queueing() {
        return quickly().withQueue(OfflineQueue.on(OfflineQueue.Overflow.REFUSE));
    }

    @Test
    void r10_a_listened_socket_logs_in_on_each_link_before_the_queue() throws Exception {
        EventRecorder heard = recorder(this::completeLogin);
        LoginServer script = new LoginServer();
        try (ScriptedServer server = ScriptedServer.start(script)) {
            SocketOptions options = queueing().withReadiness(this::logIn);
            NamedSocket socket = sockets.connect(NAME, server.uri("/").toString(), options, heard);
            assertQueueFollowsLogin(socket, script);
            assertThat(heard.texts()).hasSize(LINKS).containsOnly("welcome");
        }
    }

    private CompletionStage<?> logIn(Preparation preparation) {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        login = stage;
        preparation.send("login");
        return stage;
    }

    private void completeLogin(SocketEvent event) {
        if (event instanceof SocketEvent.Text text && text.text().equals("welcome")) {
            login.complete(null);
        }
    }

    @Test
    void r10_a_read_socket_logs_in_on_each_link_before_the_queue() throws Exception {
        LoginServer script = new LoginServer();
        try (ScriptedServer server = ScriptedServer.start(script)) {
            SocketOptions options = queueing().withReadiness(PreparationResilience::logInAndRead);
            NamedSocket socket = sockets.connect(NAME, server.uri("/").toString(), options);
            assertQueueFollowsLogin(socket, script);
        }
    }

    private static CompletionStage<?> logInAndRead(Preparation preparation) {
        preparation.send("login");
        Optional<SocketEvent.Message> reply = preparation.receive(PATIENCE);
        assertThat(reply).isPresent();
        assertThat(((SocketEvent.Text) reply.get()).text()).isEqualTo("welcome");
        return CompletableFuture.completedStage("ready");
    }

    /** Each link gets a batch that was queued before it was ready, and then is reset. */
    private static void assertQueueFollowsLogin(NamedSocket socket, LoginServer script) {
        for (int link = 0; link < LINKS; link++) {
            int next = link;
            batch(link).forEach(text -> assertThat(socket.send(text).accepted()).isTrue());
            Patience.until("link " + link + " has all", () -> script.links.size() > next
                    && script.links.get(next).texts.size() > BATCH);
            Patience.until("all are written", () -> socket.statistics().pending() == 0);
            if (next < LINKS - 1) {
                script.links.get(next).resetNow();
                Patience.until("the end is noticed", () -> !(socket.state() instanceof SocketState.Open)
                        || socket.statistics().opened() > next + 1);
            }
        }
        for (int link = 0; link < LINKS; link++) {
            assertThat(script.links.get(link).texts)
                    .as("link %d", link)
                    .isEqualTo(Stream.concat(Stream.of("login"), batch(link)).toList());
        }
    }

    private static Stream<String> batch(int link) {
        return IntStream.range(link * BATCH, (link + 1) * BATCH).mapToObj(i -> "" + i);
    }

    @Test
    void r10_a_preparation_that_does_not_end_is_a_failed_attempt_after_its_limit() throws Exception {
        Duration limit = Duration.ofSeconds(1);
        AtomicInteger calls = new AtomicInteger();
        LoginServer script = new LoginServer();
        try (ScriptedServer server = ScriptedServer.start(script)) {
            SocketOptions options = queueing().withPrepareLimit(limit).withReadiness(preparation -> {
                preparation.send("login");
                return calls.incrementAndGet() > 1
                        ? CompletableFuture.completedStage("ready")
                        : new CompletableFuture<>();
            });
            NamedSocket socket = sockets.connect(NAME, server.uri("/").toString(), options, events);
            events.await(SocketEvent.Opened.class);
            long start = System.nanoTime();
            Delivery queued = socket.send("queued");
            SocketEvent.Failed failed = events.await(SocketEvent.Failed.class);
            assertThat(since(start)).isLessThan(limit.plus(SLACK));
            assertThat(failed.cause().phase()).isEqualTo(Failure.Phase.PREPARE);
            assertThat(failed.cause().reason()).isEqualTo(Failure.Reason.TIMED_OUT);
            socket.awaitOpen(PATIENCE);
            Patience.until("the queue is written", () -> queued.outcome()
                    instanceof Delivery.Outcome.Written);
            Patience.until("the queue has come", () -> script.last().texts.size() == 2);
            assertThat(script.last().texts).containsExactly("login", "queued");
            // On a slow machine the limit may pass again.
            assertThat(script.links.subList(0, script.links.size() - 1)).isNotEmpty()
                    .allMatch(link -> link.texts.equals(List.of("login")));
            assertThat(server.maxLiveHandshaken()).isEqualTo(1);
        }
    }

    /** Welcomes who logs in, and remembers each link and what came on it. */
    private static final class LoginServer implements Script {

        final List<LoggedLink> links = new CopyOnWriteArrayList<>();

        LoggedLink last() {
            return links.get(links.size() - 1);
        }

        @Override
        public void run(ScriptedConnection connection) throws Exception {
            LoggedLink link = new LoggedLink(connection);
            // Before the next can follow, so that they stand in their order.
            links.add(link);
            connection.accept();
            Frame frame = connection.readFrame();
            while (frame != null && !frame.is(Opcode.CLOSE)) {
                link.answer(frame);
                frame = connection.readFrame();
            }
        }
    }

    private record LoggedLink(ScriptedConnection connection, List<String> texts) {

        LoggedLink(ScriptedConnection connection) {
            this(connection, new CopyOnWriteArrayList<>());
        }

        void answer(Frame frame) throws Exception {
            if (frame.is(Opcode.PING)) {
                connection.pong(frame.payload());
            } else if (frame.is(Opcode.TEXT)) {
                String text = frame.text();
                if (text.equals("login")) {
                    connection.text("welcome");
                }
                texts.add(text);
            }
        }

        void resetNow() {
            try {
                connection.rst();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
