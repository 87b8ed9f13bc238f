// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the URI of a destination and says what is wrong with it (C2). */
final class DestinationUri {

    private static final Pattern BAD_PORT = Pattern.compile("[^:]+:([0-9]*[^0-9:].*)");
    private static final int LARGEST_PORT = 65_535;

    /** A host, perhaps a port that is a number, and the beginning of a path, query or fragment. */
    private static final Pattern PLAIN_AUTHORITY = Pattern.compile("^(\\[[^\\]]*\\]|[^:/?#@]*)(:\\d*)?[/?#]");

    private DestinationUri() {}

    static URI parse(String text) {
        checkNoUserInfo(Checks.notNull(text, "URI"));
        URI uri = parsed(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("ws") && !scheme.equals("wss")) {
            String found = scheme.isEmpty() ? "none" : scheme + ":";
            throw bad(text, "the scheme ws: or wss:", found, schemeRemedy(scheme));
        }
        if (uri.getRawFragment() != null) {
            throw bad(text, "no fragment", "one", "remove it, or write # as %23");
        }
        Matcher badPort = BAD_PORT.matcher(String.valueOf(uri.getRawAuthority()));
        if (uri.getHost() == null && badPort.matches()) {
            throw bad(text, "a port from 1 to " + LARGEST_PORT, badPort.group(1), "correct the port");
        }
        if (uri.getHost() == null) {
            throw bad(
                    text,
                    "a host after \"" + scheme + "://\"",
                    hostOf(uri),
                    "write it as in wss://example.org/chat, without _ in the host, an international name in"
                            + " its ASCII form (xn--…)");
        }
        if (uri.getPort() > LARGEST_PORT || uri.getPort() == 0) {
            throw bad(text, "a port from 1 to " + LARGEST_PORT, "" + uri.getPort(), "correct the port");
        }
        return normalised(scheme, uri);
    }

    private static URI parsed(String text) {
        try {
            return new URI(ascii(text));
        } catch (URISyntaxException e) {
            int at = Math.max(0, e.getIndex());
            throw bad(
                    text,
                    "a URI such as wss://example.org/chat",
                    e.getReason() + " at position " + at,
                    "percent-encode characters that a URI cannot hold, such as a space as %20");
        }
    }

    /**
     * Percent-encodes what is not ASCII and changes nothing else: URI.toASCIIString would normalise the text
     * first.
     */
    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (byte b : Utf8.wellFormed(text).getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0) {
                ascii.append((char) b);
            } else {
                ascii.append(String.format(Locale.ROOT, "%%%02X", b));
            }
        }
        return ascii.toString();
    }

    private static URI normalised(String scheme, URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return URI.create(scheme + "://" + uri.getHost() + port + path + query);
    }

    private static String hostOf(URI uri) {
        return uri.getRawAuthority() == null ? "none" : "\"" + uri.getRawAuthority() + "\"";
    }

    private static String schemeRemedy(String scheme) {
        return switch (scheme) {
            case "http" -> "write ws: instead of http:";
            case "https" -> "write wss: instead of https:";
            default -> "begin the URI with ws:// or wss://";
        };
    }

    private static NamedSocketException bad(String uri, String expected, String found, String remedy) {
        return new NamedSocketException.BadArgument(
                "expected " + expected + " in the URI \"" + withoutSecrets(uri) + "\", found " + found + "; "
                        + remedy);
    }

    /**
     * An @ in front of the path is user-info, wherever a careless password has a / ? or # of its own; behind
     * a path that begins with a plain host it is not.
     */
    private static void checkNoUserInfo(String text) {
        int slashes = text.indexOf("//");
        String rest = slashes < 0 ? text : text.substring(slashes + 2);
        int at = rest.indexOf('@');
        boolean inAuthority = at >= 0 && !PLAIN_AUTHORITY.matcher(rest.substring(0, at)).find();
        if (inAuthority) {
            throw new NamedSocketException.BadArgument("expected a URI without user-info, found one with it;"
                    + " give credentials with Destination.withHeader(\"Authorization\", …) or"
                    + " withCredentials instead");
        }
    }

    /** {@return the URI without its query, which may hold secrets} */
    static String shown(URI uri) {
        return withoutSecrets(uri.toString());
    }

    private static String withoutSecrets(String uri) {
        int end = firstOf(uri, '?', '#');
        String shown = end < 0 ? uri : uri.substring(0, end) + uri.charAt(end) + "…";
        int at = shown.lastIndexOf('@');
        return (at < 0 ? shown : "…" + shown.substring(at)).replaceAll("\\p{Cntrl}", "�");
    }

    private static int firstOf(String text, char one, char other) {
        int first = text.indexOf(one);
        int second = text.indexOf(other);
        return first < 0 || second < 0 ? Math.max(first, second) : Math.min(first, second);
    }
}
