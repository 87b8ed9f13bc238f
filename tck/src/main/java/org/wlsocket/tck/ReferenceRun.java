// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.wlsocket.tck.reference.Reference;

/**
 * Drives a reference server through the public API, on the provider of the class path, and compares what
 * came with what browsers showed.
 *
 * <pre>
 * ReferenceRun BASE_URL OUT.json [LIMITS] [--only=/a,/b] [--slow] [--traces=FILE] [--strong]
 *         [--limits=FILE|NAME]
 * </pre>
 *
 * Exit status: 0 when all is as recorded or listed, 1 when something differs, 2 for bad arguments.
 */
public final class ReferenceRun {

    private ReferenceRun() {}

    /** Runs; see the class. */
    public static void main(String[] arguments) throws Exception {
        System.exit(Reference.run(arguments, System.out));
    }
}
