// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Takes bytes and frames for the peer. Any thread may write; each call is one write. */
public interface FrameSink {

    /** These bytes as they are. */
    void rawBytes(byte... bytes) throws IOException;

    /** All frames in one write, thus usually in one TCP segment. */
    default void send(Frame... frames) throws IOException {
        rawBytes(join(new byte[0], frames));
    }

    default void text(String text) throws IOException {
        send(Frame.text(text));
    }

    default void binary(byte... payload) throws IOException {
        send(Frame.binary(payload));
    }

    default void ping(byte... payload) throws IOException {
        send(Frame.ping(payload));
    }

    default void pong(byte... payload) throws IOException {
        send(Frame.pong(payload));
    }

    /** Sends a close frame and nothing more. */
    default void close(int code, String reason) throws IOException {
        send(Frame.close(code, reason));
    }

    /** Sends a close frame without code and nothing more. */
    default void closeEmpty() throws IOException {
        send(Frame.closeEmpty());
    }

    /** The head, then the frames, as they are on the wire. */
    static byte[] join(byte[] head, Frame... frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head);
        for (Frame each : frames) {
            all.writeBytes(each.encode());
        }
        return all.toByteArray();
    }
}
