// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.time.Duration;

/**
 * How long {@code connect} waits where no option says it.
 *
 * @param quiet for the next answer when the last line is sent
 * @param lateLine for the input when the peer has ended it: it may hold a line, or never end
 */
record Waits(Duration quiet, Duration lateLine) {

    static final Waits USUAL = new Waits(Duration.ofSeconds(1), Duration.ofMillis(500));
}
