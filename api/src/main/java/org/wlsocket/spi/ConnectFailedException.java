// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

import java.util.Objects;
import org.wlsocket.Failure;

/** A connection attempt failed, and the provider can tell how. */
public final class ConnectFailedException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    /** Takes the failure, whose phase is {@link Failure.Phase#CONNECT}. */
    public ConnectFailedException(Failure failure) {
        super(Objects.requireNonNull(failure, "failure").message(), failure.exception().orElse(null));
        this.failure = failure;
    }

    /** {@return what failed} */
    public Failure failure() {
        return failure;
    }
}
