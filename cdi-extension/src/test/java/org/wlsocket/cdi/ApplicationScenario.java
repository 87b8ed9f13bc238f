// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.wlsocket.cdi.ScenarioPeers.Peer;
import org.wlsocket.cdi.scenario.Journal;

/**
 * The application of {@code org.wlsocket.cdi.scenario} in one container, which may be another process: what
 * it must show there over a real network. Each of its sockets is used by one test only, so that one start is
 * enough for all of them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ApplicationScenario {

    /** A running application. */
    public interface Application {

        /** Has it run a command, as {@code Commands} does. */
        String command(String command) throws Exception;

        /** Stops it, and waits until it has stopped. */
        void close() throws Exception;
    }

    /** How an application that cannot start has failed: what the container said, and what had to be named. */
    public record Refusal(String text, String socket, String user) {}

    private static final List<String> SOCKETS =
            List.of("prices", "orders", "later", "request", "thrower", "stop");

    private final List<String> unread = new ArrayList<>();
    private ScenarioPeers peers;
    private Path journal;
    private int linesRead;
    private Application application;

    /**
     * Makes the container ready.
     *
     * @param settings what the application must find as system properties
     */
    protected abstract void prepare(Map<String, String> settings) throws Exception;

    /** Starts the application. */
    protected abstract Application start() throws Exception;

    /** Tries to start an application that uses a socket which nobody defines. */
    protected abstract Refusal startWithUnknownName() throws Exception;

    /** Ends what {@link #prepare} has begun. */
    protected void release() throws Exception {}

    /** What the container reports where the peer has reset a link. */
    protected int codeAfterReset() {
        return 1006;
    }

    /** What the application has beside the sockets of the scenario. */
    protected List<String> moreSockets() {
        return List.of();
    }

    @BeforeAll
    final void prepareAll() throws Exception {
        peers = new ScenarioPeers();
        journal = Files.createTempFile("scenario", ".journal");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(Journal.FILE, journal.toString());
        Stream.concat(SOCKETS.stream(), moreSockets().stream())
                .forEach(name -> settings.put("wlsocket." + name + ".url", peers.uri(name).toString()));
        settings.put("wlsocket.defaults.reconnect.first-delay", "10ms");
        settings.put("wlsocket.later.auto-connect", "false");
        prepare(settings);
    }

    @AfterAll
    final void releaseAll() throws Exception {
        try {
            stop();
        } finally {
            release();
            peers.close();
            Files.deleteIfExists(journal);
        }
    }

    @BeforeEach
    final void startIfNeeded() throws Exception {
        if (application == null) {
            peers.clear();
            read();
            unread.clear();
            application = start();
        }
    }

    /** Stops the application; the next test starts it anew. */
    protected final void stop() throws Exception {
        Application running = application;
        application = null;
        if (running != null) {
            running.close();
        }
    }

    /** Has the running application run a command. */
    protected final String command(String command) throws Exception {
        return application.command(command);
    }

    /** Starts the application anew, waits until a socket of it is open at its peer, and stops it. */
    protected final void cycle() throws Exception {
        stop();
        startIfNeeded();
        peers.next("prices");
        stop();
    }

    /** Sends a text to a socket that only one test uses. */
    protected final void sendTo(String socket, String text) throws IOException {
        peers.next(socket).connection().text(text);
    }

    /** What follows in the next line that begins so; lines that begin otherwise stay where they are. */
    protected final String next(String beginning) {
        String found = Await.value(
                () -> "a line \"" + beginning + "…\" in the journal, found only " + unread,
                () -> {
                    read();
                    return unread.stream()
                            .filter(line -> line.startsWith(beginning))
                            .findFirst();
                });
        unread.remove(found);
        return found.substring(beginning.length());
    }

    private List<String> next(String beginning, int count) {
        return Stream.generate(() -> next(beginning)).limit(count).toList();
    }

    private void read() {
        try {
            String written = Files.readString(journal);
            // A line that is being written is read when it is whole.
            List<String> all = written.substring(0, written.lastIndexOf('\n') + 1).lines().toList();
            unread.addAll(all.subList(linesRead, all.size()));
            linesRead = all.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void d5_sockets_open_when_the_application_has_started() {
        assertThat(next("application starts with prices ")).isEqualTo("Idle");
    }

    @Test
    void d2_r1_each_kind_of_event_of_every_link_comes_to_its_observers() throws Exception {
        Peer first = peers.next("prices");
        first.connection().text("1");
        assertThat(first.next()).isEqualTo("got 1");
        first.connection().binary(new byte[3]);
        peers.refuse("prices");
        first.connection().close(4001, "");
        Peer second = peers.next("prices");
        second.connection().text("2");
        assertThat(second.next()).isEqualTo("got 2");
        second.connection().rst();
        Peer third = peers.next("prices");

        String afterReset = "closed " + codeAfterReset() + " for a while";
        assertThat(next("opened prices ", 3)).containsExactly("opened", "opened again", "opened again");
        assertThat(next("text prices ", 2)).containsExactly("text 1", "text 2");
        assertThat(next("binary prices ")).isEqualTo("binary 3");
        assertThat(next("message prices ", 3)).containsExactly("text 1", "binary 3", "text 2");
        assertThat(next("failed prices ")).isEqualTo("failed");
        assertThat(next("closed prices ", 3))
                .containsExactly("closed 4001 for a while", "closed 1006 for a while", afterReset);
        assertThat(next("all prices ", 10))
                .containsExactly(
                        "opened",
                        "text 1",
                        "binary 3",
                        "closed 4001 for a while",
                        "failed",
                        "closed 1006 for a while",
                        "opened again",
                        "text 2",
                        afterReset,
                        "opened again");
        third.connection().text("3");
        assertThat(third.next()).isEqualTo("got 3");
    }

    @Test
    void d2_an_observer_gets_the_events_of_its_socket_only() throws Exception {
        sendTo("orders", "1");
        assertThat(next("all orders ", 2)).containsExactly("opened", "text 1");
        assertThat(next("orders orders ")).isEqualTo("text 1");
        assertThat(unread).noneMatch(line -> line.matches("(opened|text|message|later) orders .*"));
    }

    @Test
    void d6_a_bean_that_belongs_to_a_socket_is_at_work() {
        assertThat(next("credentials for ")).isEqualTo("orders");
    }

    @Test
    void d3_each_event_has_a_request_context_of_its_own() throws Exception {
        Peer peer = peers.next("request");
        for (String text : List.of("a", "b")) {
            peer.connection().text(text);
            assertThat(next("request " + text + " call ")).isEqualTo("2");
            assertThat(next("request ends")).isEmpty();
        }
    }

    @Test
    void d2_e9_a_socket_outlives_what_its_observer_throws() throws Exception {
        Peer peer = peers.next("thrower");
        peer.connection().text("throw");
        peer.connection().text("go on");
        assertThat(next("thrower thrower ")).isEqualTo("text go on");
        assertThat(command("state thrower")).isEqualTo("Open");
    }

    @Test
    void d1_a_socket_that_does_not_open_by_itself_is_opened_by_the_application() throws Exception {
        assertThat(command("state later")).isEqualTo("Idle");
        assertThat(peers.waiting("later")).isZero();
        assertThat(command("open")).isEqualTo("opening");
        peers.next("later").connection().text("1");
        assertThat(next("later later ", 2)).containsExactly("opened", "text 1");
    }

    @Test
    void d5_sockets_close_with_the_application_while_its_beans_are_there() throws Exception {
        Peer peer = peers.next("stop");
        assertThat(next("all stop ")).isEqualTo("opened");
        stop();
        assertThat(peer.next()).isEqualTo("close 1001");
        assertThat(next("application ends")).isEmpty();
        assertThat(next("all stop ")).isEqualTo("closed 1001");
        List<String> all = Files.readAllLines(journal);
        assertThat(all.lastIndexOf("all stop closed 1001")).isBetween(0, all.lastIndexOf("application ends"));
    }

    @Test
    void d4_a_socket_that_nobody_defines_keeps_the_application_from_starting() throws Exception {
        stop();
        Refusal refusal = startWithUnknownName();
        assertThat(refusal.text())
                .contains("\"" + refusal.socket() + "\"")
                .contains("wlsocket." + refusal.socket() + ".url")
                .contains(refusal.user());
    }
}
