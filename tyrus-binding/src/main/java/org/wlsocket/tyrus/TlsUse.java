// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

/** How a container is told whom to trust. */
enum TlsUse {
    /** A container has one TLS context, which the binding has set. */
    CONTAINER,
    /** The configuration of an attempt carries it. Whether the container looks at it is watched. */
    ATTEMPT,
    /** There is no way: it does not look at the configuration, and is not to be changed itself. */
    NONE
}
