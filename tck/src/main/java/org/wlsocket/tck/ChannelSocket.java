// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;

/** A {@link PeerChannel} in the shape that the TLS sockets of the JDK can be layered on. */
final class ChannelSocket extends Socket {
    private final PeerChannel channel;
    private final InputStream in;
    private final OutputStream out;

    ChannelSocket(PeerChannel channel, Duration writeLimit) {
        this.channel = channel;
        this.in = new In(channel);
        this.out = new Out(channel, writeLimit);
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return !channel.channel().isOpen();
    }

    @Override
    public InetAddress getInetAddress() {
        return channel.channel().socket().getInetAddress();
    }

    @Override
    public int getPort() {
        return channel.channel().socket().getPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return channel.channel().socket().getRemoteSocketAddress();
    }

    /** Nothing: the end of TLS is not the end of TCP, which is still to be seen. */
    @Override
    public void shutdownInput() {}

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }

    private static final class In extends InputStream {
        private final PeerChannel channel;

        In(PeerChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return channel.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return channel.read(target, offset, length);
        }
    }

    private static final class Out extends OutputStream {
        private final PeerChannel channel;
        private final Duration limit;

        Out(PeerChannel channel, Duration limit) {
            this.channel = channel;
            this.limit = limit;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            channel.write(source, offset, length, limit);
        }
    }
}
