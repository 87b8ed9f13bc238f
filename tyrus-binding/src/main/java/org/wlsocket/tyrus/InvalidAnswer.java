// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A container has opened a session although the answer does not allow it (RFC 6455 section 4.1). */
final class InvalidAnswer extends Exception {

    private static final long serialVersionUID = 1L;
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final int status;

    private InvalidAnswer(String message) {
        this(message, Answer.SWITCHING_PROTOCOLS);
    }

    private InvalidAnswer(String message, int status) {
        super(message);
        this.status = status;
    }

    /** {@return that the container is about to follow a redirect, whose status it does not show} */
    static InvalidAnswer redirect() {
        return new InvalidAnswer("the answer was a redirect, which is not followed", 0);
    }

    /** {@return the HTTP status of the answer, 0 where it is not known} */
    int status() {
        return status;
    }

    /** {@return whether an answer means to open a link} */
    static boolean opens(Map<String, List<String>> answer) {
        return values(answer, "Sec-WebSocket-Accept").findAny().isPresent();
    }

    /** {@return the key of a request} */
    static @Nullable String keyIn(Map<String, List<String>> request) {
        return values(request, "Sec-WebSocket-Key").findFirst().orElse(null);
    }

    /**
     * {@return what is wrong, null when nothing is or the container shows no headers}
     *
     * @param key what the request said, null where the container does not show it
     * @param offered the sub-protocols
     * @param compression whether permessage-deflate was offered
     */
    static @Nullable InvalidAnswer in(
            Map<String, List<String>> answer,
            @Nullable String key,
            List<String> offered,
            boolean compression) {
        if (answer.isEmpty()) {
            return null;
        }
        if (!lists(answer, "Upgrade", "websocket") || !lists(answer, "Connection", "Upgrade")) {
            return new InvalidAnswer("the answer does not upgrade the connection");
        }
        if (key != null && !values(answer, "Sec-WebSocket-Accept").toList().equals(List.of(accept(key)))) {
            return new InvalidAnswer("Sec-WebSocket-Accept does not fit the request");
        }
        List<String> extensions = extensionsIn(answer);
        if (!extensions.isEmpty() && !compression) {
            return new InvalidAnswer("the extension was not offered");
        }
        if (!extensions.isEmpty() && DeflateTerms.in(extensions) == null) {
            return new InvalidAnswer("the extensions are not those that were offered, "
                    + Compression.NAME + " without parameters");
        }
        return offered.containsAll(values(answer, "Sec-WebSocket-Protocol").toList())
                ? null
                : new InvalidAnswer("the sub-protocol was not offered");
    }

    /** {@return the values of the header that names what was agreed on} */
    static List<String> extensionsIn(Map<String, List<String>> answer) {
        return values(answer, "Sec-WebSocket-Extensions").toList();
    }

    private static boolean lists(Map<String, List<String>> headers, String name, String token) {
        return values(headers, name)
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(each -> each.strip().equalsIgnoreCase(token));
    }

    private static Stream<String> values(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(entry -> name.equalsIgnoreCase(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .map(String::strip);
    }

    private static String accept(String key) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-1")
                    .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(sum);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-1", e);
        }
    }
}
