// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import org.jspecify.annotations.Nullable;

/** What the user asked for cannot be done; the message says what was expected, found, and what to do. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UsageException(@Nullable String message) {
        super(message);
    }
}
