// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

/** Carries a problem from where it is found to the border of the facade; costs no stack trace. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Refused(Problem problem) {
        super(problem.row(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
