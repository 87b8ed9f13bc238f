// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import org.jspecify.annotations.Nullable;

/** Gives credentials to each attempt anew, so that none goes out with a token that has expired (R5). */
@FunctionalInterface
public interface CredentialsProvider {

    /**
     * Gives the credentials of one attempt. Called exactly once for each attempt, without a lock, on a thread
     * of the {@link Sockets} that may block. The time it takes counts towards
     * {@link Destination#connectLimit()}; when that passes first the attempt has failed, and what comes later
     * is thrown away. It is never interrupted, and no other attempt of the socket begins before it has
     * returned; sockets that share a provider may call it at the same time.
     *
     * @param request which attempt asks
     * @return the credentials; null counts as a failure
     * @throws Exception any failure; the attempt has failed then, with the phase
     *     {@link Failure.Phase#CREDENTIALS}, and is retried like another
     */
    @Nullable Credentials provide(Request request) throws Exception;

    /** Which attempt asks. */
    final class Request {

        private final String socketName;
        private final boolean refused;

        private Request(String socketName, boolean refused) {
            this.socketName = socketName;
            this.refused = refused;
        }

        /** {@return a request} */
        public static Request of(String socketName, boolean refused) {
            return new Request(Checks.name(socketName), refused);
        }

        /** {@return the name of the socket} */
        public String socketName() {
            return socketName;
        }

        /**
         * {@return whether the server answered the attempt before with 401: cached credentials are of no use}
         */
        public boolean isRefused() {
            return refused;
        }
    }
}
