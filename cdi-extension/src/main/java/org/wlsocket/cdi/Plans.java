// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.inject.spi.Bean;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the check of a deployment has found.
 *
 * @param sockets those that are to be made
 * @param drainLimit how long the close of all may last
 * @param requestContext whether sockets that code connects have one
 * @param provider the bean that stands in for the provider of the class path, null for none
 */
record Plans(
        List<Plan> sockets,
        Duration drainLimit,
        boolean requestContext,
        @Nullable Bean<?> provider) {}
