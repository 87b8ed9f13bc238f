// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import org.wlsocket.CloseStatus;

/** The TCP connection below an attempt and its link, where a tuner can reach it. */
interface Tcp {

    /** Stands for a connection that cannot be reached: it seems open, and cutting it does nothing. */
    Tcp UNKNOWN = new Tcp() {
        @Override
        public void cut() {}
    };

    /** {@return false when it has ended, in either direction, as far as it can be seen} */
    default boolean isOpen() {
        return true;
    }

    /** {@return whether one side has refused TLS, as far as it can be seen} */
    default boolean isTlsRefused() {
        return false;
    }

    /** Ends it, after what was written; does not wait. */
    void cut();

    /**
     * Tells the peer that nothing more comes, after what was written. The container is closing it, but may
     * take its time, and the next link must not be faster (R7).
     */
    default void finish() {}

    /**
     * The peer has ended it, and the link with it. The container is about to end this side, but may tell of
     * the link first, and the next link must not be faster (R7).
     */
    default void endToo() {}

    /** Ends one that is still open and throws away what is waiting to be written, where that is possible. */
    default void reset() {
        cut();
    }

    /**
     * Sends a close frame that the container would not wait to have answered. {@return false when the
     * container is to send it}
     */
    default boolean sendClose(CloseStatus status) {
        return false;
    }

    /** The peer has closed the link, and the container has told so before it answers. */
    default void answer(CloseStatus status) {}

    /** Runs it when everything has been reported that the container has read. */
    default void afterReports(Runnable end) {
        end.run();
    }

    /** Cuts it, and frees the thread that waits until it is established. */
    default void fail(Throwable why) {
        cut();
    }
}
