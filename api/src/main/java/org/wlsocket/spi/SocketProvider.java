// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

/**
 * A WebSocket implementation, found with {@link java.util.ServiceLoader}; needs a public constructor without
 * arguments for that.
 */
public interface SocketProvider extends AutoCloseable {

    /** {@return a short name that a person can type, such as {@code tyrus}} */
    String name();

    /**
     * Makes one connection attempt; blocks until the upgrade has been answered or the attempt has failed. The
     * kernel calls it on a thread of its own, never interrupts it, and has its own deadline: what opens after
     * that deadline is {@linkplain Wire#abort aborted} by the listener. {@link WireListener#isWanted()} tells
     * whether the attempt has been given up; a provider that can end it then should do so, because no other
     * attempt of that name begins before it has returned (R7).
     *
     * <p>When it returns normally, {@link WireListener#opened} has been called or is about to be. When it
     * throws, {@code opened} is not called any more and nothing of the attempt is held: no connection, no
     * thread.
     *
     * @throws ConnectFailedException where the provider can tell what failed
     * @throws Exception any other failure of the attempt; errors count as failures too
     */
    void connect(Handshake handshake, WireListener listener) throws Exception;

    /**
     * Asks for one more thread of the container to wait in a {@link WireListener} until its socket's listener
     * has caught up (E10). Refuses where new connections or other sockets would starve, whoever's they are;
     * that socket is failed then. Called without a lock of the kernel's, on that thread; throws nothing.
     *
     * @return whether it may wait; {@link #readerGoesOn} is called after each wait
     */
    default boolean letReaderWait() {
        return true;
    }

    /** A thread that was let wait goes on. */
    default void readerGoesOn() {}

    /**
     * {@return whether a call of a {@link Wire} may leave something of this provider in the thread, such as a
     * thread local} Then the kernel calls wires on the provider's threads and on those of its executor only.
     * Its own end with the sockets: in a thread of a server it would keep the classes of an application that
     * is gone (D5), as it does in an executor that was given. Asked for each message, so it must cost
     * nothing.
     */
    default boolean marksThreads() {
        return false;
    }

    /** Frees what all attempts share; all wires are over by then. Does nothing on a second call. */
    @Override
    void close();
}
