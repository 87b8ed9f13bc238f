// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;

/** A {@link ScriptedConnection} in the hands of the contract suite: its script reads, the test writes. */
final class WirePeerLink implements PeerLink {

    private final ScriptedConnection connection;
    private final Gate reading = new Gate();
    private final ByteArrayOutputStream parts = new ByteArrayOutputStream(); // of the reading thread
    private boolean partsAreText; // of the reading thread
    private final List<String> texts = new ArrayList<>(); // guarded by this
    private final List<ByteBuffer> binaries = new ArrayList<>(); // guarded by this
    private int pongs; // guarded by this
    private @Nullable CloseStatus closedWith; // guarded by this
    private volatile boolean closeSent;
    private volatile boolean ignoresClose;
    private volatile boolean wasReset;

    WirePeerLink(ScriptedConnection connection) {
        this.connection = connection;
    }

    /** The script. */
    void run(Queue<WirePeerLink> arrived) throws Exception {
        connection.readRequest();
        arrived.add(this);
        boolean more = true;
        while (more) {
            more = readNext();
        }
        if (wasReset) {
            connection.awaitGone();
        }
    }

    private boolean readNext() throws IOException, InterruptedException {
        reading.pass();
        try {
            Frame frame = connection.readFrame();
            return frame != null && take(frame);
        } catch (SocketTimeoutException quiet) {
            return true;
        } catch (ClosedChannelException ended) {
            return false;
        }
    }

    private boolean take(Frame frame) throws IOException {
        if (frame.is(Opcode.PING)) {
            connection.pong(frame.payload());
        } else if (frame.is(Opcode.PONG)) {
            countPong();
        } else if (frame.is(Opcode.CLOSE)) {
            return takeClose(frame);
        } else {
            takePart(frame);
        }
        return true;
    }

    private synchronized void countPong() {
        pongs++;
    }

    private boolean takeClose(Frame frame) throws IOException {
        synchronized (this) {
            closedWith = CloseStatus.of(frame.closeCode(), frame.closeReason());
        }
        if (!closeSent && !ignoresClose) {
            closeSent = true;
            connection.send(frame.unmasked());
        }
        return !closeSent;
    }

    private void takePart(Frame frame) {
        if (!frame.is(Opcode.CONTINUATION)) {
            partsAreText = frame.is(Opcode.TEXT);
        }
        parts.writeBytes(frame.payload());
        if (frame.fin()) {
            addMessage(parts.toByteArray());
            parts.reset();
        }
    }

    private synchronized void addMessage(byte[] whole) {
        if (partsAreText) {
            texts.add(new String(whole, StandardCharsets.UTF_8));
        } else {
            binaries.add(ByteBuffer.wrap(whole));
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    /** What is said to a client that has gone is said to nobody. */
    private void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            if (connection.isLive() && !(e instanceof ClosedChannelException)) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private HandshakeRequest request() {
        try {
            return connection.readRequest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String target() {
        return request().target();
    }

    @Override
    public List<String> header(String name) {
        return request().headers(name);
    }

    @Override
    public List<String> subprotocols() {
        return request().subprotocols();
    }

    @Override
    public PeerLink upgrade(String subprotocol) {
        write(() -> connection.accept(subprotocol.isEmpty() ? a -> a : a -> a.withSubprotocol(subprotocol)));
        return this;
    }

    @Override
    public PeerLink upgradeWith(String... first) {
        write(() -> connection.acceptTogetherWith(
                Arrays.stream(first).map(Frame::text).toArray(Frame[]::new)));
        return this;
    }

    @Override
    public void refuse(int status, Map<String, String> headers) {
        write(() -> connection.answer(status, "Refused", headers, ""));
        write(connection::fin);
    }

    @Override
    public void text(String text) {
        write(() -> connection.text(text));
    }

    @Override
    public void fragments(String text) {
        write(() -> connection.send(Frame.fragments(text, 3)));
    }

    @Override
    public void binary(byte... payload) {
        write(() -> connection.binary(payload));
    }

    @Override
    public void fragments(byte... payload) {
        int half = payload.length / 2;
        write(() -> connection.send(
                Frame.binary(Arrays.copyOf(payload, half)).withFin(false),
                Frame.continuation(Arrays.copyOfRange(payload, half, payload.length))));
    }

    @Override
    public void ping() {
        write(() -> connection.ping((byte) 1));
    }

    @Override
    public synchronized int pongs() {
        return pongs;
    }

    @Override
    public void close(int code, String reason) {
        closeSent = true;
        write(() -> connection.close(code, reason));
    }

    @Override
    public void closeEmpty() {
        closeSent = true;
        write(connection::closeEmpty);
    }

    @Override
    public void drop() {
        write(connection::fin);
    }

    @Override
    public void reset() {
        wasReset = true;
        write(connection::rst);
    }

    @Override
    public void violate() {
        write(() -> connection.send(Frame.text("").withOpcode(3)));
    }

    @Override
    public void ignoreClose() {
        ignoresClose = true;
    }

    @Override
    public void holdReading() {
        reading.shut();
    }

    @Override
    public void resumeReading() {
        reading.open();
    }

    @Override
    public synchronized List<String> texts() {
        return List.copyOf(texts);
    }

    @Override
    public synchronized List<ByteBuffer> binaries() {
        return List.copyOf(binaries);
    }

    @Override
    public synchronized Optional<CloseStatus> closedWith() {
        return Optional.ofNullable(closedWith);
    }

    @Override
    public boolean isLive() {
        return connection.isLive();
    }
}
