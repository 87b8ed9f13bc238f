// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The server's part in opening a link. Each method but {@link #markHandshaken} reads the request first. */
public interface Handshaking extends FrameSink {

    /** The handshake request; read once, then remembered. */
    HandshakeRequest readRequest() throws IOException;

    /** From now on the link counts as handshaken. Only needed by who sends a 101 as raw bytes. */
    void markHandshaken();

    /** Answers with the proper 101, without sub-protocol. */
    default HandshakeRequest accept() throws IOException {
        return acceptTogetherWith();
    }

    default HandshakeRequest accept(String subprotocol) throws IOException {
        return accept(answer -> answer.withSubprotocol(subprotocol));
    }

    default HandshakeRequest accept(Map<String, String> headers) throws IOException {
        return accept(answer -> answer.withHeaders(headers));
    }

    /** Answers with the proper 101 after this change to it. */
    default HandshakeRequest accept(UnaryOperator<HandshakeAnswer> change) throws IOException {
        HandshakeAnswer answer = change.apply(HandshakeAnswer.accepting(readRequest()));
        markHandshaken();
        rawBytes(answer.bytes());
        return readRequest();
    }

    /** As {@link #accept()}, with these frames in the same write, thus usually in the same TCP segment. */
    default HandshakeRequest acceptTogetherWith(Frame... frames) throws IOException {
        rawBytes(FrameSink.join(acceptBytes(), frames));
        return readRequest();
    }

    /** The bytes of the proper 101, to be sent as raw bytes. From now on the link counts as handshaken. */
    default byte[] acceptBytes() throws IOException {
        byte[] bytes = HandshakeAnswer.accepting(readRequest()).bytes();
        markHandshaken();
        return bytes;
    }

    /** Sends an HTTP answer, whatever it is; the link does not count as handshaken. */
    default void answer(HandshakeAnswer answer) throws IOException {
        readRequest();
        rawBytes(answer.bytes());
    }

    /** Sends an HTTP answer with an ASCII body and its length; the link does not count as handshaken. */
    default void answer(int status, String reason, Map<String, String> headers, String body)
            throws IOException {
        answer(HandshakeAnswer.refusing(status, reason).withHeaders(headers).withBody(body));
    }
}
