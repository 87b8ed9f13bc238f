// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link ScriptedServer} listens.
 *
 * @param port 0 for a free one
 * @param receiveBuffer bytes, 0 for the default of the system
 * @param ioLimit how long one read or write of a script may wait
 */
record ServerSettings(
        Loopback address,
        int port,
        @Nullable SSLContext tls,
        boolean clientCertificate,
        int receiveBuffer,
        Duration ioLimit) {}
