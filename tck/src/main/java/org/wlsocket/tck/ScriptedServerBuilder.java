// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link ScriptedServer} listens. By default: 127.0.0.1, no TLS, the system's buffers, 20 s for each
 * I/O.
 */
public final class ScriptedServerBuilder {
    private Loopback address = Loopback.IPV4;
    private int port;
    private @Nullable SSLContext tls;
    private boolean clientCertificate;
    private int receiveBuffer;
    private Duration ioLimit = Duration.ofSeconds(20);

    ScriptedServerBuilder() {}

    /** On ::1. */
    public ScriptedServerBuilder ipv6() {
        address = Loopback.IPV6;
        return this;
    }

    /** On the port of a server that has gone, so that its clients find this one. */
    public ScriptedServerBuilder port(int number) {
        port = number;
        return this;
    }

    public ScriptedServerBuilder tls(SSLContext context) {
        tls = context;
        return this;
    }

    /** Peers must present a certificate that the TLS context trusts. */
    public ScriptedServerBuilder requireClientCertificate() {
        clientCertificate = true;
        return this;
    }

    /** A small window, so that a peer soon feels that it is not read. In bytes, a hint to the system. */
    public ScriptedServerBuilder receiveBuffer(int bytes) {
        receiveBuffer = bytes;
        return this;
    }

    /** How long one read or write of a script may wait. */
    public ScriptedServerBuilder ioLimit(Duration limit) {
        ioLimit = limit;
        return this;
    }

    public ScriptedServer start(Script script) throws IOException {
        return new ScriptedServer(
                new ServerSettings(address, port, tls, clientCertificate, receiveBuffer, ioLimit), script);
    }
}
