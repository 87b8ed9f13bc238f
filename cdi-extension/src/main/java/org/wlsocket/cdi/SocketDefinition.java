// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.Objects;
import org.wlsocket.Destination;
import org.wlsocket.Reconnect;
import org.wlsocket.SocketOptions;

/**
 * Where a socket goes and how it behaves, said in code instead of in the configuration (D6); an immutable
 * value. A bean of this type is the definition of the socket that its {@link SocketName} names:
 *
 * <pre>{@code
 * @Produces @SocketName("prices")
 * SocketDefinition prices() {
 *     return SocketDefinition.of(Destination.of("wss://example.org/prices"));
 * }
 * }</pre>
 *
 * <p>It is asked for once, when the application starts. A definition that is an {@code @Alternative} stands
 * in for what the configuration says of its socket; otherwise a socket that is defined twice does not start
 * (D4).
 */
public final class SocketDefinition {

    private static final SocketOptions STAYING = SocketOptions.defaults().withReconnect(Reconnect.on());

    private final Destination destination;
    private final SocketOptions options;

    private SocketDefinition(Destination destination, SocketOptions options) {
        this.destination = destination;
        this.options = options;
    }

    /** {@return the definition of a socket that stays connected, as a configured one does} */
    public static SocketDefinition of(Destination destination) {
        return new SocketDefinition(Objects.requireNonNull(destination, "destination"), STAYING);
    }

    /** Sets how the socket behaves; reconnect is as these options say, so off unless they switch it on. */
    public SocketDefinition withOptions(SocketOptions value) {
        return new SocketDefinition(destination, Objects.requireNonNull(value, "options"));
    }

    /** {@return where the socket goes} */
    public Destination destination() {
        return destination;
    }

    /** {@return how the socket behaves} */
    public SocketOptions options() {
        return options;
    }

    /** {@return where it goes, without what may be secret} */
    @Override
    public String toString() {
        return "SocketDefinition[" + destination + "]";
    }
}
