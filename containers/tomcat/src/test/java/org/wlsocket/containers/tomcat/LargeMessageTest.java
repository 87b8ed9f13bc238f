// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.tck.EventRecorder;
import org.wlsocket.tck.ScriptedConnection;
import org.wlsocket.tck.ScriptedServer;
import org.wlsocket.tyrus.JakartaProvider;

/** Tomcat writes large messages in pieces, by recursion where it is asked for too much at once. */
class LargeMessageTest {

    private static final int BYTES = 30 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final SocketOptions OPTIONS =
            SocketOptions.defaults().withSendBuffer(2, 2L * BYTES).withWriteLimit(PATIENCE);

    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();

    @Test
    void c4_a_text_and_a_binary_message_of_30_mib_go_out_whole() throws Exception {
        String text = "0123456é".repeat(BYTES / 9);
        byte[] binary = new byte[BYTES];
        new Random(1).nextBytes(binary);
        try (ScriptedServer server = ScriptedServer.builder().ioLimit(PATIENCE).start(this::read);
                Sockets sockets = Sockets.builder().provider(new JakartaProvider()).build()) {
            Destination to = Destination.of(server.uri("/").toString());
            EventRecorder events = new EventRecorder();
            NamedSocket socket = sockets.connect("large", to, OPTIONS, events);
            socket.awaitOpen(PATIENCE);

            assertThat(socket.send(text).accepted()).isTrue();
            assertThat(socket.send(ByteBuffer.wrap(binary)).accepted()).isTrue();

            assertThat(text.equals(next())).as("the text is whole").isTrue();
            assertThat(ByteBuffer.wrap(binary).equals(next())).as("the bytes are whole").isTrue();
            events.awaitExactly("Opened");
        }
    }

    private void read(ScriptedConnection connection) throws Exception {
        connection.accept();
        arrived.add(connection.expectText());
        arrived.add(ByteBuffer.wrap(connection.expectBinary()));
        connection.echoUntilClose();
    }

    private Object next() throws InterruptedException {
        Object message = arrived.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(message).as("a message within " + PATIENCE).isNotNull();
        return message;
    }
}
