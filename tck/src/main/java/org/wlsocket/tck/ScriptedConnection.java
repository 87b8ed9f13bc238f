// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of one connection, byte by byte under the control of a {@link Script} or of the test. Any
 * thread may write; one thread at a time may read. Each read and write waits for at most the server's I/O
 * limit (20 s) and then throws {@link java.net.SocketTimeoutException}; when the peer has gone it throws
 * {@link PeerEnded}.
 */
public final class ScriptedConnection implements Handshaking, FrameSource {
    private static final Duration FOR_EVER = Duration.ofDays(365);

    /** So many of the last entries are told when a script fails. */
    private static final int SHOWN = 20;

    private final int number;
    private final Duration limit;
    private final ConnectionLedger ledger;
    private final ConnectionLog log = new ConnectionLog();
    private final PeerChannel channel;
    private final Transport transport;
    private volatile @Nullable HandshakeRequest request; // written by the reading thread
    private volatile boolean handshaken;

    ScriptedConnection(int number, SocketChannel accepted, ServerSettings settings, ConnectionLedger ledger)
            throws IOException {
        this.number = number;
        this.limit = settings.ioLimit();
        this.ledger = ledger;
        channel = new PeerChannel(accepted, this::peerEnded);
        transport = new Transport(channel, settings);
    }

    private void peerEnded(PeerEnd end) {
        log.end(end);
        ledger.changed();
    }

    /** Counted from 0 in the order of acceptance. */
    public int number() {
        return number;
    }

    @Override
    public HandshakeRequest readRequest() throws IOException {
        HandshakeRequest known = request;
        if (known == null) {
            known = Objects.requireNonNull(transport.read(limit, HandshakeRequest::read));
            request = known;
        }
        return known;
    }

    @Override
    public void markHandshaken() {
        ledger.handshaken(() -> handshaken = true);
    }

    @Override
    public void rawBytes(byte... bytes) throws IOException {
        transport.write(bytes);
    }

    @Override
    public @Nullable Frame readFrame() throws IOException {
        return transport.read(limit, this::readAndLog);
    }

    private @Nullable Frame readAndLog(InputStream in) throws IOException {
        Frame frame = FrameCodec.read(in);
        if (frame != null) {
            log.frame(frame);
        }
        return frame;
    }

    @Override
    public FrameSink answers() {
        return this;
    }

    /** Exactly these many bytes as they are on the wire. */
    public byte[] readBytes(int count) throws IOException {
        return Objects.requireNonNull(transport.read(limit, in -> FrameCodec.exactly(in, count)));
    }

    /**
     * Echoes data frames one by one and answers pings, until the peer ends the connection, or closes, which
     * is answered with the same code and a FIN.
     */
    public void echoUntilClose() throws IOException {
        Frame frame = readFrame();
        while (frame != null && !frame.is(Opcode.CLOSE)) {
            echo(frame);
            frame = readFrame();
        }
        if (frame != null) {
            echo(frame);
            finAndDrain();
        }
    }

    private void echo(Frame frame) throws IOException {
        if (frame.is(Opcode.PING)) {
            pong(frame.payload());
        } else if (!frame.is(Opcode.PONG)) {
            send(frame.unmasked());
        }
    }

    /** Sends a FIN; the other direction stays open. */
    public void fin() throws IOException {
        transport.fin();
    }

    /** Sends a FIN that TLS knows nothing of. */
    void finBelowTls() throws IOException {
        channel.shutdownOutput();
    }

    /** Sends bytes that TLS has not made. */
    void bytesBelowTls(byte... bytes) throws IOException {
        channel.write(bytes, 0, bytes.length, limit);
    }

    /** Sends a FIN and reads, into the log, until the peer has ended its side too. */
    public PeerEnd finAndDrain() throws IOException {
        fin();
        return awaitEnd(limit);
    }

    /** Resets the TCP connection, with TLS too. What the peer has not received yet may be lost. */
    public void rst() throws IOException {
        channel.reset();
        ledger.changed();
    }

    /** Reads, into the log, until the peer has ended the connection. */
    public PeerEnd awaitEnd(Duration time) throws IOException {
        try {
            if (handshaken) {
                transport.read(time, this::readAndLogAll);
            }
            transport.drain(time);
            return PeerEnd.FIN;
        } catch (PeerEnded e) {
            return e.end();
        }
    }

    private @Nullable Frame readAndLogAll(InputStream in) throws IOException {
        Frame frame = readAndLog(in);
        while (frame != null) {
            frame = readAndLog(in);
        }
        return null;
    }

    /** Waits without reading until either side has ended the connection. */
    public void awaitGone() throws InterruptedException {
        ledger.await(() -> !isLive(), FOR_EVER);
    }

    void awaitCut() throws InterruptedException {
        ledger.await(() -> !isOpen(), FOR_EVER);
    }

    /**
     * The frames that were read, the first 10,000 of them, and then how the peer ended the connection, if it
     * has.
     */
    public List<LogEntry> log() {
        return log.entries();
    }

    /** How the peer ended the connection; empty as long as it has not, or when this side ended it. */
    public Optional<PeerEnd> end() {
        channel.probe();
        return Optional.ofNullable(channel.end());
    }

    /** Neither side has ended the TCP connection. A FIN of this side alone is no end. */
    public boolean isLive() {
        channel.probe();
        return channel.isLive();
    }

    /** As {@link #isLive}, as far as it is known without looking. */
    boolean isKnownLive() {
        return channel.isLive();
    }

    /** This side has not given up its socket. */
    boolean isOpen() {
        return channel.channel().isOpen();
    }

    boolean isHandshaken() {
        return handshaken;
    }

    /** What stays when the script has returned: a proper end. */
    void finish() throws IOException {
        if (isOpen()) {
            finAndDrain();
        }
    }

    void cut() {
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            // There is nothing left to close.
        }
        ledger.changed();
    }

    @Override
    public String toString() {
        HandshakeRequest known = request;
        List<LogEntry> all = log();
        List<LogEntry> last = all.subList(Math.max(0, all.size() - SHOWN), all.size());
        String omitted = last.size() == all.size() ? "" : "the last of " + all.size() + ": ";
        String line = known == null ? "" : known.requestLine() + " ";
        return "connection " + number + " " + line + omitted + last;
    }
}
