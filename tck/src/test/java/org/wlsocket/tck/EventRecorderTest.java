// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;

/** The recorder must itself notice what it is there to notice. */
class EventRecorderTest {

    private final Sockets sockets =
            Sockets.builder().provider(new MemoryProvider()).build();
    private final NamedSocket socket =
            sockets.connect("any", "ws://any/", SocketOptions.defaults().withAutoConnect(false));
    private final EventRecorder events = new EventRecorder();

    @AfterEach
    void close() {
        sockets.close();
    }

    private void tell(String letters) throws Exception {
        for (char letter : letters.toCharArray()) {
            events.on(event(letter));
        }
    }

    private SocketEvent event(char letter) {
        return switch (letter) {
            case 'O' -> SocketEvent.Opened.of(socket);
            case 'T' -> SocketEvent.Text.of(socket, "hello");
            case 'B' -> SocketEvent.Binary.of(socket, ByteBuffer.wrap(new byte[] {1, -1}));
            case 'F' -> SocketEvent.Failed.of(
                    socket, Failure.of(Failure.Phase.CONNECT, Failure.Reason.REFUSED, "nobody there"));
            case 'R' -> SocketEvent.Closed.of(socket, CloseStatus.NORMAL, Duration.ofSeconds(2));
            default -> SocketEvent.Closed.of(socket, CloseStatus.of(4000, "bye"));
        };
    }

    @Test
    void the_text_form_is_compact() throws Exception {
        tell("OTBFRC");
        assertThat(events).hasToString("Opened Text(hello) Binary(01ff) Failed(CONNECT/REFUSED)"
                + " Closed(1000, again in PT2S) Closed(4000 \"bye\")");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "C", "FC", "OC", "OTTFC", "OBCOTC", "FCFCOC", "OTRFROC",
                "RC", "ORC", "FRFRC", "RRC", "OCOC", "FCOTC"})
    void whole_links_keep_the_grammar(String letters) throws Exception {
        tell(letters);
        events.assertGrammar();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"O", "OT", "T", "TC", "OO", "OCT", "FT", "FFC", "OFTC", "OFOC", "F", "OCO", "R", "OR",
                "FOC", "CC", "OCC", "OTCC", "FCC", "RCC", "OCFCC", "CR", "OCR", "CRC"})
    void what_breaks_the_grammar_is_found(String letters) throws Exception {
        tell(letters);
        assertThatThrownBy(events::assertGrammar).isInstanceOf(AssertionError.class)
                .hasMessageContaining("E1");
    }

    @Test
    void a_final_closed_too_many_or_too_few_is_found() throws Exception {
        tell("OTRFROCOC");
        events.assertGrammar(2);
        assertThatThrownBy(() -> events.assertGrammar(1)).hasMessageContaining("expected 1 final Closed");
        assertThatThrownBy(() -> events.assertGrammar(3)).hasMessageContaining("expected 3 final Closed");
    }

    @Test
    void what_was_not_awaited_is_more() throws Exception {
        tell("OT");
        events.awaitExactly("Opened Text(hello)");
        events.assertNothingMore();
        tell("C");
        assertThatThrownBy(events::assertNothingMore).hasMessageContaining("Closed(4000");
        events.awaitClosed();
        events.assertNothingMore();
    }

    @Test
    void a_look_at_the_text_form_does_not_hide_what_was_not_awaited() throws Exception {
        tell("OT");
        assertThat(events).hasToString("Opened Text(hello)");
        assertThatThrownBy(events::assertNothingMore).isInstanceOf(AssertionError.class);
        assertThat(events.events()).hasSize(2);
        events.assertNothingMore();
    }

    @Test
    void a_closed_after_which_an_attempt_follows_is_not_the_end() throws Exception {
        tell("R");
        assertThatThrownBy(() -> events.awaitClosed(Duration.ofMillis(10)))
                .isInstanceOf(AssertionError.class);
        tell("C");
        assertThat(events.awaitClosed().status().code()).isEqualTo(4000);
    }

    @Test
    void a_wait_for_something_else_than_what_came_ends_at_once() throws Exception {
        tell("OT");
        assertThatThrownBy(() -> events.awaitExactly("Opened Closed(1000)"))
                .hasMessage("expected Opened Closed(1000), heard: Opened Text(hello)");
    }

    @Test
    void a_wait_ends_when_the_event_comes() {
        try (Background<String> waiting = Background.call(() -> events.awaitExactly("Opened").toString())) {
            waiting.awaitBlocked();
            tell("O");
            assertThat(waiting.result()).isEqualTo("Opened");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void two_deliveries_at_once_are_found() throws Exception {
        EventRecorder[] nested = new EventRecorder[1];
        nested[0] = new EventRecorder(event -> {
            if (event instanceof SocketEvent.Opened) {
                nested[0].on(event('C'));
            }
        });
        nested[0].on(event('O'));
        assertThatThrownBy(nested[0]::assertGrammar).hasMessageContaining("E2");
    }
}
