// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.wlsocket.spi.SocketProvider;

/** The contract on the provider that needs no network. */
class MemoryContractTest extends SocketContract {

    private final MemoryContractPeer peer = new MemoryContractPeer();

    @Override
    protected SocketProvider provider() {
        return peer.provider();
    }

    @Override
    ContractPeer peer() {
        return peer;
    }
}
