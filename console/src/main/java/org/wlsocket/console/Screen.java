// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.util.Optional;

/** What can be known of the terminal that shows the output. */
interface Screen {

    /** Where nothing is known. */
    Screen NONE = Optional::empty;

    /** {@return how large it is now; empty where no line of it can be kept} */
    Optional<TerminalSize> size();

    /** Runs this, on any thread, each time the size may have changed; where that cannot be told, never. */
    default void onChange(Runnable task) {}
}
