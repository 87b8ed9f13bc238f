// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

/** How the peer ended the TCP connection. */
public enum PeerEnd {
    /** It sent a FIN: a close, a half-close, or the end of its process. */
    FIN,
    /** It reset the connection. */
    RESET
}
