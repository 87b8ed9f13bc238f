// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.wlsocket.CloseStatus;

/** A {@link ScriptedConnection} in the hands of the contract suite: its script reads, the test writes. */
final class WirePeerLink implements PeerLink {

    private final ScriptedConnection connection;
    private final WireReader reader;
    private volatile boolean wasReset;
    private volatile boolean readToTheEnd;

    WirePeerLink(ScriptedConnection connection) {
        this.connection = connection;
        this.reader = new WireReader(connection);
    }

    /** The script. */
    void run(Queue<WirePeerLink> arrived) throws Exception {
        connection.readRequest();
        arrived.add(this);
        try {
            boolean more = true;
            while (more) {
                more = reader.readNext();
            }
        } finally {
            readToTheEnd = true;
        }
        if (wasReset) {
            connection.awaitGone();
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
    public void fragmentsAroundPing(String text) {
        Frame[] parts = Frame.fragments(text, 2);
        write(() -> connection.send(parts[0], Frame.ping((byte) 1), parts[1]));
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
    public int pongs() {
        return reader.pongs();
    }

    @Override
    public void close(int code, String reason) {
        reader.closeIsSent();
        write(() -> connection.close(code, reason));
    }

    @Override
    public void closeEmpty() {
        reader.closeIsSent();
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
        reader.ignoreClose();
    }

    @Override
    public void holdReading() {
        reader.hold();
    }

    @Override
    public void resumeReading() {
        reader.resume();
    }

    @Override
    public List<String> texts() {
        return reader.texts();
    }

    @Override
    public List<ByteBuffer> binaries() {
        return reader.binaries();
    }

    @Override
    public Optional<CloseStatus> closedWith() {
        return reader.closedWith();
    }

    @Override
    public boolean isLive() {
        return connection.isLive();
    }

    @Override
    public boolean isReadToTheEnd() {
        return readToTheEnd;
    }
}
