// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wlsocket.Failure;
import org.wlsocket.SocketEvent;

/** E4, E6 on a wire: what RFC 6455 forbids a server is not taken for an opening, a message or a close. */
abstract class ProtocolContract extends ContractTests {

    private static final int AFTERWARDS = 4999;

    ProtocolContract(ContractSuite contract) {
        super(contract);
    }

    /** Answers that are no proper 101. */
    enum Answer {
        WRONG_ACCEPT(answer -> answer.withHeader("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")),
        NO_ACCEPT(answer -> answer.withoutHeader("Sec-WebSocket-Accept")),
        NO_UPGRADE(answer -> answer.withoutHeader("Upgrade")),
        NO_CONNECTION(answer -> answer.withoutHeader("Connection")),
        EXTENSION_NOT_OFFERED(answer -> answer.withHeader("Sec-WebSocket-Extensions", "x-unknown"));

        private final UnaryOperator<HandshakeAnswer> bend;

        Answer(UnaryOperator<HandshakeAnswer> bend) {
            this.bend = bend;
        }
    }

    @BeforeEach
    void skip_what_has_no_wire() {
        onlyOnAWire("there are no bytes in memory");
    }

    @ParameterizedTest
    @EnumSource(Answer.class)
    void e6_an_invalid_answer_is_no_opening(Answer answer) throws IOException {
        try (ScriptedServer server = serverBuilder().start(connection -> {
            connection.accept(answer.bend);
            connection.awaitEnd(PATIENCE);
        })) {
            sockets.connect(NAME, server.uri("/").toString(), events);
            events.awaitCount(1);
            String first = EventText.of(events.events().get(0));
            limits.check(Waivable.E6_INVALID_ANSWER, answer, "Failed(CONNECT/INVALID_HANDSHAKE)", first);
            sockets.close();
            assertThat(events.awaitClosed().status().code()).isIn(1001, 1006);
            events.assertGrammar();
            assertThat(events.events().size()).isEqualTo(2);
        }
    }

    /** Frames that a server must not send. */
    enum Violation {
        RESERVED_OPCODE(Frame.text("x").withOpcode(3)),
        RESERVED_CONTROL_OPCODE(Frame.text("x").withOpcode(11)),
        RESERVED_BIT(Frame.text("x").withRsv(4)),
        MASKED(Frame.text("x").masked((byte) 1, (byte) 2, (byte) 3, (byte) 4)),
        STRAY_CONTINUATION(Frame.continuation((byte) 'x')),
        TEXT_INSIDE_TEXT(Frame.text("x").withFin(false), Frame.text("y")),
        FRAGMENTED_PING(Frame.ping((byte) 1).withFin(false)),
        LONG_PING(Frame.ping(new byte[126])),
        INVALID_UTF8(Frame.text("").withOpcode(2), Frame.of(Opcode.TEXT, (byte) 0xc3, (byte) 0x28)),
        INVALID_UTF8_SURROGATE(Frame.of(Opcode.TEXT, (byte) 0xed, (byte) 0xa0, (byte) 0x80)),
        UNFINISHED_UTF8(Frame.of(Opcode.TEXT, (byte) 'x', (byte) 0xc3)),
        CLOSE_OF_ONE_BYTE(Frame.of(Opcode.CLOSE, (byte) 3)),
        CLOSE_999(Frame.close(999, "")),
        CLOSE_1005(Frame.close(1005, "")),
        CLOSE_1006(Frame.close(1006, "")),
        CLOSE_2999(Frame.close(2999, ""));

        private final Frame[] frames;

        Violation(Frame... frames) {
            this.frames = frames;
        }
    }

    @ParameterizedTest
    @EnumSource(Violation.class)
    void e6_what_the_protocol_forbids_fails_the_link(Violation violation) throws IOException {
        try (ScriptedServer server = serverBuilder().start(connection -> {
            connection.accept();
            connection.text("before");
            connection.send(violation.frames);
            connection.close(AFTERWARDS, "");
            connection.awaitEnd(PATIENCE);
        })) {
            sockets.connect(NAME, server.uri("/").toString(), events);
            events.awaitClosed();
            // One violation comes behind a message that is none.
            String allowed = violation == Violation.INVALID_UTF8 ? " Binary()" : "";
            String expected =
                    "Opened Text(before)" + allowed + " Failed(OPEN/PROTOCOL_VIOLATION) Closed(1006)";
            limits.check(Waivable.E6_VIOLATION, violation, expected, events);
            events.events().stream()
                    .filter(SocketEvent.Failed.class::isInstance)
                    .map(event -> ((SocketEvent.Failed) event).cause())
                    .map(Failure::message)
                    .forEach(message -> assertThat(message).isNotBlank());
        }
    }
}
