// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the client sent to open the link. Immutable; header names are case-insensitive. */
public final class HandshakeRequest {
    private static final int LONGEST = 1 << 20;
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private final String requestLine;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    private HandshakeRequest(String head) {
        String[] lines = head.split("\r\n", -1);
        requestLine = lines[0];
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                headers.computeIfAbsent(lines[i].substring(0, colon).strip(), name -> new ArrayList<>())
                        .add(lines[i].substring(colon + 1).strip());
            }
        }
    }

    static HandshakeRequest read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < HEAD_END.length) {
            int next = in.read();
            if (next < 0 || head.size() > LONGEST) {
                throw new EOFException("expected a request head, found " + head.toString(ISO_8859_1));
            }
            head.write(next);
            matched = next == HEAD_END[matched] ? matched + 1 : next == '\r' ? 1 : 0;
        }
        return new HandshakeRequest(head.toString(ISO_8859_1));
    }

    /** The first line as it came, one char for each byte. */
    public String requestLine() {
        return requestLine;
    }

    public String method() {
        return word(0);
    }

    /** Path and query byte for byte as they came, nothing decoded. */
    public String target() {
        return word(1);
    }

    /** The target up to its question mark. */
    public String path() {
        return target().split("\\?", 2)[0];
    }

    private String word(int index) {
        String[] words = requestLine.split(" ", -1);
        return index < words.length ? words[index] : "";
    }

    /** All headers in the order of their names. */
    public Map<String, List<String>> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /** The values of one header, one for each line; empty when it was not sent. */
    public List<String> headers(String name) {
        return List.copyOf(headers.getOrDefault(name, List.of()));
    }

    /** The first value of one header. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** The sub-protocols that were offered, in order, however they were spread over lines. */
    public List<String> subprotocols() {
        return listed("Sec-WebSocket-Protocol");
    }

    /** The extensions that were offered, with their parameters, in order, likewise. */
    public List<String> extensions() {
        return listed("Sec-WebSocket-Extensions");
    }

    private List<String> listed(String name) {
        return headers(name).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return requestLine + " " + headers;
    }
}
