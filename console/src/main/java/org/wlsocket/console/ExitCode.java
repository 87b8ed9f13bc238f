// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

/** What scripts get; documented in {@code docs/console.md} and in {@code --help}. */
final class ExitCode {

    static final int OK = 0;
    static final int NOT_CONNECTED = 1;
    static final int USAGE = 2;
    static final int ABNORMAL = 3;
    static final int INCOMPLETE = 4;
    static final int DEFECT = 70;
    static final int NOT_WRITTEN = 74;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
