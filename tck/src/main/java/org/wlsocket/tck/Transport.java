// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to and from the peer, through TLS or not, and the ways to end them. TLS begins with the first of
 * them.
 */
final class Transport {
    private final PeerChannel channel;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();

    /** TLS refuses to write from then on, with another exception than a channel. */
    private volatile boolean ownEnd;

    Transport(PeerChannel channel, ServerSettings settings) throws IOException {
        this.channel = channel;
        ChannelSocket plain = new ChannelSocket(channel, settings.ioLimit());
        SSLContext tls = settings.tls();
        this.socket = tls == null ? plain : layer(tls, plain, settings.clientCertificate());
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    private static Socket layer(SSLContext tls, Socket plain, boolean clientCertificate) throws IOException {
        // Not to be closed with TLS: how the peer ends the TCP connection is still to be seen then.
        SSLSocket secure = (SSLSocket) tls.getSocketFactory().createSocket(plain, null, false);
        secure.setNeedClientAuth(clientCertificate);
        return secure;
    }

    /** Something that reads from the stream of bytes; null where the peer ends it first. */
    interface Reading<T> {
        @Nullable T from(InputStream in) throws IOException;
    }

    <T> @Nullable T read(Duration time, Reading<T> reading) throws IOException {
        channel.limitReads(time);
        try {
            return reading.from(in);
        } catch (IOException e) {
            throw translated(e);
        }
    }

    /** All of it, in one write, whatever other threads write. */
    void write(byte[] bytes) throws IOException {
        writing.lock();
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw ownEnd && channel.end() == null ? new ClosedChannelException() : translated(e);
        } finally {
            writing.unlock();
        }
    }

    /** An alert of the peer's TLS and an end inside a frame are ends like any other. */
    private IOException translated(IOException e) {
        PeerEnd end = channel.end();
        if (e instanceof PeerEnded || end == null && !(e instanceof SSLException)) {
            return e;
        }
        boolean ended = e instanceof SSLException || e instanceof EOFException;
        return ended ? new PeerEnded(end == null ? PeerEnd.FIN : end, "(" + e.getMessage() + ")", e) : e;
    }

    /** Reads what is left, decrypted or not, until the peer ends the TCP connection. */
    void drain(Duration time) throws IOException {
        byte[] dust = new byte[1 << 16];
        int count = 0;
        channel.limitReads(time);
        while (count >= 0) {
            count = channel.read(dust, 0, dust.length);
        }
    }

    /** A FIN, with TLS after its own farewell. */
    void fin() throws IOException {
        if (socket instanceof SSLSocket) {
            sayFarewell();
        }
        channel.shutdownOutput();
    }

    private void sayFarewell() {
        ownEnd = true;
        try {
            socket.shutdownOutput();
        } catch (IOException | UnsupportedOperationException tooEarlyOrTooLate) {
            // Without a TLS session there is no farewell to say; the FIN is what counts.
        }
    }
}
