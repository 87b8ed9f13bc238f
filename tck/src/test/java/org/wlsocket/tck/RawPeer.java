// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;

/** A client that is nothing but a socket. */
final class RawPeer implements AutoCloseable {
    private final Socket socket;

    private RawPeer(Socket socket) {
        this.socket = socket;
    }

    static RawPeer connect(URI uri) throws IOException {
        RawPeer peer = new RawPeer(new Socket(uri.getHost(), uri.getPort()));
        peer.socket.setSoTimeout(10_000);
        return peer;
    }

    /** Connects and gets through the handshake. */
    static RawPeer open(URI uri) throws IOException {
        RawPeer peer = connect(uri);
        peer.write(request(uri.getRawPath()));
        peer.readHead();
        return peer;
    }

    static byte[] request(String target) {
        return ("GET " + target + " HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Protocol: one, two\r\nsec-websocket-protocol: three\r\n\r\n")
                .getBytes(ISO_8859_1);
    }

    void write(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(Frame frame) throws IOException {
        write(frame.masked((byte) 1, (byte) 2, (byte) 3, (byte) 4).encode());
    }

    String readHead() throws IOException {
        return readHead(socket.getInputStream());
    }

    static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended after " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    Frame readFrame() throws IOException {
        return FrameCodec.read(socket.getInputStream());
    }

    Socket socket() {
        return socket;
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
