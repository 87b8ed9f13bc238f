// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Assumptions;

/** A {@link ScriptedServer} whose connections are driven by the test. */
final class WirePeer implements ContractPeer {

    private static final int SMALL_WINDOW = 4096;

    private final BlockingQueue<WirePeerLink> arrived = new LinkedBlockingQueue<>();
    private final ScriptedServer server;
    private final DeadPort dead;

    WirePeer(ScriptedServerBuilder builder) {
        try {
            dead = DeadPort.take();
            server = builder.receiveBuffer(SMALL_WINDOW)
                    .start(connection -> new WirePeerLink(connection).run(arrived));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Skips the test where the machine has no IPv6. */
    static WirePeer onIpv6(ScriptedServerBuilder builder) {
        Assumptions.assumeTrue(ScriptedServer.hasIpv6(), "no IPv6 here");
        return new WirePeer(builder.ipv6());
    }

    @Override
    public String uri() {
        return server.uri("/").toString();
    }

    @Override
    public String deadUri() {
        return server.uri("/").getScheme() + "://127.0.0.1:" + dead.port() + "/";
    }

    @Override
    public PeerLink next() {
        return Patience.take(arrived, "an upgrade request");
    }

    @Override
    public int live() {
        return server.live();
    }

    @Override
    public boolean hasWire() {
        return true;
    }

    @Override
    public void close() {
        try {
            dead.close();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
