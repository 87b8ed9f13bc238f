// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;

/** C2, C11 and E6 with permessage-deflate (RFC 7692): offered when it is asked for, and only then. */
abstract class CompressionContract extends ContractTests {

    private static final String DEFLATE = "permessage-deflate";
    private static final int RSV1 = 4;
    private static final int MIB = 1024 * 1024;
    private static final int BOMB_MIBS = 100;

    CompressionContract(ContractSuite contract) {
        super(contract);
    }

    @BeforeEach
    void skip_what_has_no_wire() {
        onlyOnAWire("there are no extensions in memory");
    }

    /** The one test of a container that cannot says that, and {@link Limits} says why. */
    private void onlyWhereInstalled() {
        Assumptions.assumeFalse(limits.lists(Waivable.C2_COMPRESSION), "this container does not compress");
    }

    private NamedSocket connectTo(ScriptedServer server, boolean compression) {
        return connectTo(server, compression, SocketOptions.defaults());
    }

    private NamedSocket connectTo(ScriptedServer server, boolean compression, SocketOptions options) {
        Destination destination = Destination.of(server.uri("/")).withCompression(compression);
        return sockets.connect(NAME, destination, options, events);
    }

    private static ScriptedServer compressing(String answer, int fragments) throws IOException {
        return ScriptedServer.start(connection -> {
            connection.accept(accepting -> accepting.withExtensions(answer));
            try (MessageDeflate deflate = MessageDeflate.agreedOnBy(answer)) {
                echo(connection, deflate, fragments);
            }
        });
    }

    private static void echo(ScriptedConnection connection, MessageDeflate deflate, int fragments)
            throws IOException {
        Frame came = deflate.read(connection);
        while (came != null && !came.is(Opcode.CLOSE)) {
            if (came.is(Opcode.PING)) {
                connection.pong(came.payload());
            } else if (!came.is(Opcode.PONG)) {
                connection.send(deflate.compress(came, fragments));
            }
            came = deflate.read(connection);
        }
        if (came != null) {
            connection.send(came);
            connection.finAndDrain();
        }
    }

    private static List<Frame> sentTo(ScriptedServer server) {
        return server.connections().get(0).log().stream()
                .map(LogEntry::frame)
                .filter(frame -> frame != null && (frame.opcode() & Opcode.CLOSE.code()) == 0)
                .toList();
    }

    private static int bytesIn(List<Frame> frames) {
        return frames.stream().mapToInt(Frame::length).sum();
    }

    private void closeAndAwait(NamedSocket socket) {
        socket.close();
        assertThat(events.awaitClosed().status().code()).isEqualTo(1000);
    }

    private List<String> offeredTo(ScriptedServer server) throws IOException {
        return server.connections().get(0).readRequest().extensions();
    }

    @Test
    void c2_compression_is_offered_when_it_is_asked_for_and_installed() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            NamedSocket socket = connectTo(server, true);
            socket.awaitOpen(PATIENCE);
            List<String> offered = offeredTo(server);
            String observed = offered.isEmpty() ? "not offered" : "offered";
            limits.check(Waivable.C2_COMPRESSION, "offered", observed);
            assertThat(offered).isSubsetOf(DEFLATE);
            assertUncompressedEcho(server, socket);
        }
    }

    @Test
    void c2_compression_is_not_offered_unless_it_is_asked_for() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(Script.echo())) {
            NamedSocket socket = connectTo(server, false);
            socket.awaitOpen(PATIENCE);
            assertThat(offeredTo(server)).isEmpty();
            assertUncompressedEcho(server, socket);
        }
    }

    private void assertUncompressedEcho(ScriptedServer server, NamedSocket socket) {
        String text = "again and again ".repeat(10);
        socket.send(text);
        socket.send(ByteBuffer.wrap(new byte[1000]));
        events.awaitExactly("Opened Text(160 chars) Binary(1000 bytes)");
        assertThat(events.texts()).containsExactly(text);
        closeAndAwait(socket);
        assertThat(sentTo(server)).allMatch(frame -> frame.rsv() == 0);
        assertThat(bytesIn(sentTo(server))).isEqualTo(1160);
    }

    @ParameterizedTest
    @CsvSource({
        "permessage-deflate, 1",
        "permessage-deflate, 3",
        "permessage-deflate; server_no_context_takeover, 1",
        "permessage-deflate; client_no_context_takeover, 1",
        "permessage-deflate; client_no_context_takeover; server_no_context_takeover, 2",
        "permessage-deflate; server_max_window_bits=15, 1",
        "permessage-deflate;server_max_window_bits=\"15\", 1"
    })
    void c2_compressed_messages_are_whole_both_ways(String answer, int fragments) throws IOException {
        onlyWhereInstalled();
        byte[] bytes = new byte[70_000];
        new Random(1).nextBytes(bytes);
        String text = "grün \uD83D\uDE00 日本 ".repeat(30);
        try (ScriptedServer server = compressing(answer, fragments)) {
            NamedSocket socket = connectTo(server, true);
            socket.awaitOpen(PATIENCE);
            assertShown(answer);
            socket.send("");
            socket.send(text);
            // At once, so that it would refer to the one before wherever that is not to be forgotten.
            socket.send(text);
            socket.send(ByteBuffer.wrap(bytes));
            socket.send(ByteBuffer.allocate(0));
            socket.send("");
            socket.send(text);
            socket.send("x");
            String shown = "Text(" + text.length() + " chars)";
            events.awaitExactly("Opened Text() " + shown + " " + shown + " Binary(70000 bytes) Binary()"
                    + " Text() " + shown + " Text(x)");
            assertThat(events.texts()).containsExactly("", text, text, "", text, "x");
            ByteBuffer came = events.await(SocketEvent.Binary.class).data();
            assertThat(came.equals(ByteBuffer.wrap(bytes))).as("byte for byte").isTrue();
            closeAndAwait(socket);
            assertThat(sentTo(server)).anyMatch(frame -> frame.rsv() == RSV1 && frame.is(Opcode.TEXT));
            assertThat(sentTo(server)).anyMatch(frame -> frame.rsv() == RSV1 && frame.is(Opcode.BINARY));
        }
    }

    private void assertShown(String answer) {
        Map<String, List<String>> headers = events.await(SocketEvent.Opened.class).headers();
        List<String> shown = headers.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase("Sec-WebSocket-Extensions"))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        if (!headers.isEmpty()) {
            assertThat(shown).containsExactly(answer);
        }
    }

    @Test
    void c2_a_text_of_a_mebibyte_is_sent_and_received_in_a_fraction_of_it() throws IOException {
        onlyWhereInstalled();
        String text = "0123456789abcdef".repeat(MIB / 16);
        try (ScriptedServer server = compressing(DEFLATE, 1)) {
            NamedSocket socket = connectTo(server, true);
            socket.awaitOpen(PATIENCE);
            socket.send(text);
            events.awaitExactly("Opened Text(1048576 chars)");
            assertThat(events.texts().get(0).equals(text)).as("char for char").isTrue();
            closeAndAwait(socket);
            assertThat(bytesIn(sentTo(server))).isLessThan(MIB / 20);
        }
    }

    @Test
    void c11_a_message_at_the_limit_that_grows_when_it_is_compressed_is_delivered() throws IOException {
        onlyWhereInstalled();
        byte[] bytes = new byte[MIB];
        new Random(2).nextBytes(bytes);
        try (ScriptedServer server = compressing(DEFLATE, 1)) {
            NamedSocket socket = connectTo(server, true);
            socket.awaitOpen(PATIENCE);
            socket.send(ByteBuffer.wrap(bytes));
            events.awaitExactly("Opened Binary(1048576 bytes)");
            ByteBuffer came = events.await(SocketEvent.Binary.class).data();
            assertThat(came.equals(ByteBuffer.wrap(bytes))).as("byte for byte").isTrue();
            closeAndAwait(socket);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TEXT", "BINARY"})
    void c11_the_limit_counts_what_a_small_frame_becomes_and_no_more_is_made_of_it(Opcode opcode)
            throws IOException {
        onlyWhereInstalled();
        byte[] bomb = bomb();
        assertThat(bomb.length).isLessThan(MIB / 4);
        Frame frame = Frame.of(Opcode.TEXT, bomb).withOpcode(opcode.code()).withRsv(RSV1);
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.accept(answer -> answer.withExtensions(DEFLATE));
            connection.expect(Opcode.TEXT);
            connection.send(frame);
            connection.awaitEnd(PATIENCE);
        })) {
            NamedSocket socket = connectTo(server, true);
            socket.awaitOpen(PATIENCE);
            Allocations allocations = new Allocations();
            long before = allocations.look();
            socket.send("come");
            Patience.until("the link is over", () -> {
                allocations.look();
                return events.isOver();
            });
            events.awaitExactly("Opened Failed(INBOUND/MESSAGE_TOO_LARGE) Closed(1006)");
            assertThat(allocations.look() - before).isLessThan(BOMB_MIBS / 2 * (long) MIB);
        }
    }

    /** Zeros, which are valid texts too. */
    private static byte[] bomb() {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] zeros = new byte[MIB];
        byte[] buffer = new byte[MIB];
        for (int i = 0; i < BOMB_MIBS; i++) {
            deflater.setInput(zeros);
            out.write(buffer, 0, deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH));
        }
        deflater.end();
        return Arrays.copyOf(out.toByteArray(), out.size() - 4);
    }

    /**
     * All that threads have asked for, whether or not it is still in the heap. What a thread that ends has
     * asked for since the last look is not known, so one looks often.
     */
    private static final class Allocations {

        private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final Map<Long, Long> bytesOfThreads = new HashMap<>(); // guarded by this

        synchronized long look() {
            long[] ids = threads.getAllThreadIds();
            long[] bytes = threads.getThreadAllocatedBytes(ids);
            for (int i = 0; i < ids.length; i++) {
                bytesOfThreads.merge(ids[i], Math.max(0, bytes[i]), Math::max);
            }
            return bytesOfThreads.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-unknown",
                "permessage-deflate, x-unknown",
                "permessage-deflate, permessage-deflate",
                "permessage-deflate; x-unknown",
                "permessage-deflate; client_max_window_bits=15",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover"
            })
    void e6_what_was_not_offered_is_no_opening(String answer) throws IOException {
        onlyWhereInstalled();
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.accept(accepting -> accepting.withExtensions(answer));
            connection.awaitEnd(PATIENCE);
        })) {
            connectTo(server, true);
            events.awaitExactly("Failed(CONNECT/INVALID_HANDSHAKE) Closed(1006)");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no deflate", "continuation", "ping"})
    void e6_what_cannot_be_decompressed_fails_the_link(String what) throws IOException {
        onlyWhereInstalled();
        Frame[] frames = switch (what) {
            case "continuation" -> new Frame[] {
                Frame.text("x").withFin(false), Frame.continuation((byte) 0).withRsv(RSV1)
            };
            case "ping" -> new Frame[] {Frame.ping((byte) 0).withRsv(RSV1)};
            default -> new Frame[] {Frame.text("\u00ff not deflated").withRsv(RSV1)};
        };
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.accept(answer -> answer.withExtensions(DEFLATE));
            connection.send(frames);
            connection.awaitEnd(PATIENCE);
        })) {
            connectTo(server, true);
            events.awaitExactly("Opened Failed(OPEN/PROTOCOL_VIOLATION) Closed(1006)");
        }
    }
}
