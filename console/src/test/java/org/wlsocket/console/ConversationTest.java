// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.tck.MemoryProvider;
import org.wlsocket.tck.SteppedTime;

class ConversationTest {

    private final BlockingQueue<String> err = new LinkedBlockingQueue<>();
    private final SteppedTime time = new SteppedTime();
    private final Sockets sockets = time.step(Sockets.builder())
            .provider(MemoryProvider.with(peer -> {}).deliverOn(time.executor()))
            .build();
    private final NamedSocket socket = sockets.connect("conversation", "ws://memory/", event -> {});
    private final PlainPrinter printer = printer();
    private final Conversation conversation =
            new Conversation(printer, new Conversation.Settings(false, true, ignored -> {}));

    @AfterEach
    void close() {
        time.close(sockets);
    }

    @Test
    void a_pong_that_is_late_is_not_told_after_the_last_close() {
        conversation.on(SocketEvent.Closed.of(socket, CloseStatus.NORMAL));
        conversation.tellBeforeTheEnd(() -> printer.pong(Duration.ofMillis(1)));
        assertThat(err).containsExactly("closed 1000");
    }

    @Test
    void a_pong_is_told_while_another_link_may_come() {
        conversation.on(SocketEvent.Closed.of(socket, CloseStatus.of(1006), Duration.ofSeconds(1)));
        conversation.tellBeforeTheEnd(() -> printer.pong(Duration.ofMillis(1)));
        assertThat(err).hasSize(2).anyMatch(line -> line.startsWith("pong"));
    }

    private PlainPrinter printer() {
        Streams streams = new Streams(
                InputStream.nullInputStream(),
                new Output(OutputStream.nullOutputStream()),
                new LinePrintStream(err),
                false,
                false,
                false);
        ConsoleText words = new ConsoleText(Destination.of("ws://memory/"), SocketOptions.defaults());
        return new PlainPrinter(streams, false, true, words);
    }
}
