// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

/** Opens the class to tests of other packages. */
public final class DefaultSocketsReset {

    private DefaultSocketsReset() {}

    /** As if {@link DefaultSockets} had just been loaded. */
    public static void forget() {
        DefaultSockets.forget();
    }
}
