// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** The head of an HTTP answer, right or, with the {@code with…} methods, wrong on purpose. Immutable. */
public final class HandshakeAnswer {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final String statusLine;
    private final Map<String, String> headers;
    private final String body;

    private HandshakeAnswer(String statusLine, Map<String, String> headers, String body) {
        this.statusLine = statusLine;
        this.headers = headers;
        this.body = body;
    }

    /** The proper 101 to this request, without sub-protocol and extensions. */
    public static HandshakeAnswer accepting(HandshakeRequest request) {
        return new HandshakeAnswer("HTTP/1.1 101 Switching Protocols", Map.of(), "")
                .withHeader("Upgrade", "websocket")
                .withHeader("Connection", "Upgrade")
                .withHeader("Sec-WebSocket-Accept", acceptKey(request));
    }

    /** An ordinary HTTP answer that ends the connection. */
    public static HandshakeAnswer refusing(int status, String reason) {
        return new HandshakeAnswer("HTTP/1.1 " + status + " " + reason, Map.of(), "")
                .withHeader("Connection", "close")
                .withHeader("Content-Length", "0");
    }

    public HandshakeAnswer withStatusLine(String newStatusLine) {
        return new HandshakeAnswer(newStatusLine, headers, body);
    }

    /** Adds the header or replaces it; its name is case-sensitive here. */
    public HandshakeAnswer withHeader(String name, String value) {
        return withHeaders(Map.of(name, value));
    }

    public HandshakeAnswer withHeaders(Map<String, String> more) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.putAll(more);
        return new HandshakeAnswer(statusLine, changed, body);
    }

    public HandshakeAnswer withoutHeader(String name) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.remove(name);
        return new HandshakeAnswer(statusLine, changed, body);
    }

    public HandshakeAnswer withSubprotocol(String subprotocol) {
        return withHeader("Sec-WebSocket-Protocol", subprotocol);
    }

    /** Says what extensions the server has taken, with their parameters. */
    public HandshakeAnswer withExtensions(String extensions) {
        return withHeader("Sec-WebSocket-Extensions", extensions);
    }

    /** An ASCII body with its length. */
    public HandshakeAnswer withBody(String newBody) {
        HandshakeAnswer sized = withHeader("Content-Length", String.valueOf(newBody.length()));
        return new HandshakeAnswer(statusLine, sized.headers, newBody);
    }

    /** The bytes on the wire, one for each char. */
    public byte[] bytes() {
        StringBuilder head = new StringBuilder(statusLine).append("\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").append(body).toString().getBytes(ISO_8859_1);
    }

    private static String acceptKey(HandshakeRequest request) {
        String salted = request.header("Sec-WebSocket-Key").orElse("") + GUID;
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(salted.getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected a JDK with SHA-1", e);
        }
    }
}
