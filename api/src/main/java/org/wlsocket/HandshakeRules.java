// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wlsocket.spi.Opening;

/** What may stand in an upgrade request and in its answer (RFC 6455 section 4.1). */
final class HandshakeRules {

    private static final Set<String> OWN_HEADERS =
            Set.of("host", "connection", "upgrade", "content-length", "transfer-encoding");
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";
    private static final String COMPRESSION = "permessage-deflate";
    private static final String SEPARATORS = "()<>@,;:\\\"/[]?={} \t";

    private HandshakeRules() {}

    static void checkHeader(String name, String value) {
        if (!isToken(Checks.notNull(name, "header name"))) {
            throw new NamedSocketException.BadArgument("expected a header name of letters, digits and -,"
                    + " found "
                    + shown(name) + "; write it as in \"X-Api-Key\"");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (OWN_HEADERS.contains(lower) || lower.startsWith("sec-websocket-")) {
            throw new NamedSocketException.BadArgument("expected a header of the application, found " + name
                    + ", which the handshake sets itself; remove it (sub-protocols: withSubprotocols)");
        }
        int at = firstUnsendable(Checks.notNull(value, "value of the header " + name));
        if (at >= 0) {
            throw new NamedSocketException.BadArgument("expected a value of the header " + name
                    + " of visible ASCII characters, spaces and tabs, found U+"
                    + String.format(Locale.ROOT, "%04X", (int) value.charAt(at)) + " at position " + at
                    + "; remove it or encode the value, for example with percent signs or Base64");
        }
    }

    static List<String> checkedSubprotocols(String... names) {
        List<String> checked = new ArrayList<>();
        for (String name : Checks.notNull(names, "list of sub-protocols")) {
            if (!isToken(Checks.notNull(name, "sub-protocol"))) {
                throw new NamedSocketException.BadArgument("expected a sub-protocol without spaces,"
                        + " separators and characters outside ASCII, found " + shown(name)
                        + "; write several names as several arguments");
            }
            if (checked.contains(name)) {
                throw new NamedSocketException.BadArgument(
                        "expected each sub-protocol once, found \"" + name + "\" twice; remove one");
            }
            checked.add(name);
        }
        return List.copyOf(checked);
    }

    /**
     * {@return what is wrong with the server's answer, null when nothing is}
     *
     * @param offered the sub-protocols
     * @param compression whether permessage-deflate may have been offered; its parameters are the provider's
     *     to check
     */
    static @Nullable Failure checkAnswer(List<String> offered, boolean compression, Opening opening) {
        String chosen = opening.subprotocol();
        if (!chosen.isEmpty() && !offered.contains(chosen)) {
            return invalid("expected one of the offered sub-protocols " + offered + ", the server chose "
                    + shown(chosen));
        }
        List<String> extensions = extensionsIn(opening.headers());
        if (extensions.isEmpty() || compression && extensions.equals(List.of(COMPRESSION))) {
            return null;
        }
        String expected = compression ? COMPRESSION + " or no extension" : "no extension, none was offered";
        return invalid("expected " + expected + ", the server chose " + extensions);
    }

    /** {@return their names, without parameters} */
    private static List<String> extensionsIn(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(EXTENSIONS))
                .flatMap(header -> header.getValue().stream())
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .filter(each -> !each.isBlank())
                .map(each -> each.split(";", 2)[0].strip())
                .toList();
    }

    private static Failure invalid(String message) {
        return Failure.of(Failure.Phase.CONNECT, Failure.Reason.INVALID_HANDSHAKE, message);
    }

    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && SEPARATORS.indexOf(c) < 0);
    }

    /** Containers make spaces, question marks, and of some even line breaks, of what is not ASCII. */
    private static int firstUnsendable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c >= 0x7f) {
                return i;
            }
        }
        return -1;
    }

    private static String shown(String text) {
        return "\"" + text.replaceAll("\\p{Cntrl}", "�") + "\"";
    }
}
