// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a server speaks permessage-deflate when it has taken the offer (RFC 7692 section 7.1).
 *
 * @param serverForgets whether the server begins each message without what it sent before
 * @param clientForgets whether this side is to
 */
record DeflateTerms(boolean serverForgets, boolean clientForgets) {

    private static final String SERVER_FORGETS = "server_no_context_takeover";
    private static final String CLIENT_FORGETS = "client_no_context_takeover";
    private static final String SERVER_WINDOW = "server_max_window_bits";
    private static final List<String> WINDOWS =
            List.of("8", "9", "10", "11", "12", "13", "14", "15");

    /**
     * {@return the terms, null when the answer does not fit an offer without parameters: another extension, a
     * second one, or a parameter that a server must not send then}
     *
     * @param values of {@code Sec-WebSocket-Extensions}
     */
    static @Nullable DeflateTerms in(List<String> values) {
        String value = values.size() == 1 ? values.get(0) : "";
        // A comma begins a second extension; no parameter has one.
        String[] parts = value.split(";", -1);
        if (!parts[0].strip().equals(Compression.NAME)) {
            return null;
        }
        Set<String> names = new HashSet<>();
        for (String each : Arrays.asList(parts).subList(1, parts.length)) {
            String[] parameter = each.split("=", 2);
            String name = parameter[0].strip();
            if (!names.add(name) || !isParameter(name, parameter.length == 1 ? null : parameter[1].strip())) {
                return null;
            }
        }
        return new DeflateTerms(names.contains(SERVER_FORGETS), names.contains(CLIENT_FORGETS));
    }

    /** The window of this side may be limited only where it has said that it can be. */
    private static boolean isParameter(String name, @Nullable String value) {
        return switch (name) {
            case SERVER_FORGETS, CLIENT_FORGETS -> value == null;
            case SERVER_WINDOW -> value != null && WINDOWS.contains(unquoted(value));
            default -> false;
        };
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
