// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.wlsocket.spi.SocketProvider;

class MemoryRaceTest extends RaceTest {

    @Override
    protected SocketProvider provider() {
        throw new AssertionError("expected a provider together with its peer, from arena()");
    }

    @Override
    Arena arena() {
        MemoryContractPeer peer = new MemoryContractPeer();
        return new Arena(peer.provider(), peer);
    }
}
