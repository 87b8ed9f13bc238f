// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The peer of the provider in memory. */
final class MemoryContractPeer implements ContractPeer {

    private final BlockingQueue<MemoryPeer> arrived = new LinkedBlockingQueue<>();
    private final MemoryProvider provider = new MemoryProvider().route("peer/", this::arrive);

    private void arrive(MemoryPeer peer) {
        peer.opening().hold();
        arrived.add(peer);
    }

    MemoryProvider provider() {
        return provider;
    }

    @Override
    public String uri() {
        return "ws://peer/";
    }

    @Override
    public String deadUri() {
        return "ws://nobody/";
    }

    @Override
    public PeerLink next() {
        return new MemoryPeerLink(Patience.take(arrived, "a connection attempt"));
    }

    @Override
    public int live() {
        return provider.openPeers();
    }

    @Override
    public boolean hasWire() {
        return false;
    }

    @Override
    public void close() {
        provider.close();
    }
}
