// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

/**
 * The other side of the sockets under test: a real server on the loopback interface, or a peer in memory for
 * the provider that has no wire. Everything it does, it does because the test says so.
 */
interface ContractPeer extends AutoCloseable {

    /** {@return a URI that leads here} */
    String uri();

    /** {@return a URI where nobody listens} */
    String deadUri();

    /** {@return the next connection, whose upgrade request has come and is not answered} Waits for it. */
    PeerLink next();

    /** {@return how many TCP connections, or what stands for them, are open} */
    int live();

    /** {@return whether bytes go over a wire, so that bytes can be wrong, slow or missing} */
    boolean hasWire();

    /** Ends every connection and asserts that the peer met nothing that it did not expect. */
    @Override
    void close();
}
