// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one attempt adds to its destination (R5): headers, and another URI if wanted; an immutable value. */
public final class Credentials {

    private static final Credentials NONE = new Credentials(null, Map.of());

    private final @Nullable URI uri;
    private final Map<String, List<String>> headers;

    private Credentials(@Nullable URI uri, Map<String, List<String>> headers) {
        this.uri = uri;
        this.headers = headers;
    }

    /** {@return no credentials} */
    public static Credentials none() {
        return NONE;
    }

    /**
     * {@return the header {@code Authorization: Bearer …}}
     *
     * @throws NamedSocketException.BadArgument for a token with a line break or another control character
     */
    public static Credentials bearer(String token) {
        return NONE.withHeader("Authorization", "Bearer " + Checks.notNull(token, "token"));
    }

    /**
     * Adds a header; it takes the place of all headers of that name in the destination.
     *
     * @throws NamedSocketException.BadArgument as {@link Destination#withHeader} does
     */
    public Credentials withHeader(String name, String value) {
        HandshakeRules.checkHeader(name, value);
        return new Credentials(uri, Headers.with(headers, name, value));
    }

    /**
     * Sets the URI that this attempt goes to, for example one with a ticket in its query.
     *
     * @throws NamedSocketException.BadArgument as {@link Destination#of(String)} does
     */
    public Credentials withUri(String value) {
        return new Credentials(DestinationUri.parse(value), headers);
    }

    /** {@return the URI that the attempt goes to; empty for that of the destination} */
    public Optional<URI> uri() {
        return Optional.ofNullable(uri);
    }

    /** {@return the headers to add; names in any case} */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** {@return the names alone; the values are secrets} */
    @Override
    public String toString() {
        return "Credentials[" + String.join(", ", headers.keySet()) + (uri == null ? "]" : ", with a URI]");
    }
}
