// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

/**
 * A WebSocket implementation, found with {@link java.util.ServiceLoader}; needs a public constructor without arguments
 * for that.
 */
public interface SocketProvider extends AutoCloseable {

    /** {@return a short name that a person can type, such as {@code tyrus}} */
    String name();

    /**
     * Makes one connection attempt; blocks until the upgrade has been answered or the attempt has failed. The kernel
     * calls it on a thread of its own, never interrupts it, and has its own deadline: what opens after that deadline is
     * {@linkplain Wire#abort aborted} by the listener.
     *
     * <p>When it returns normally, {@link WireListener#opened} has been called or is about to be. When it throws,
     * {@code opened} is not called any more and nothing of the attempt is held: no connection, no thread.
     *
     * @throws ConnectFailedException where the provider can tell what failed
     * @throws Exception any other failure of the attempt; errors count as failures too
     */
    void connect(Handshake handshake, WireListener listener) throws Exception;

    /**
     * {@return how many container threads may wait in a {@link WireListener} at once} before new connections or other
     * sockets would starve (E10). Unlimited unless the container has few threads.
     */
    default int readersThatMayWait() {
        return Integer.MAX_VALUE;
    }

    /** Frees what all attempts share; all wires are over by then. Does nothing on a second call. */
    @Override
    void close();
}
