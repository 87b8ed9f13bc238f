// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.jspecify.annotations.Nullable;

/** Refuses wrong arguments where they are given, instead of failing where they are used. */
final class Checks {

    private Checks() {}

    static <T> T notNull(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalArgumentException("expected a " + what + ", found null; pass one");
        }
        return value;
    }

    /** Without the slash the path would become a part of the port. */
    static String path(String path) {
        if (!notNull(path, "path").startsWith("/")) {
            throw new IllegalArgumentException("expected a path that starts with a slash, found \"" + path
                    + "\"; write \"/" + path + "\"");
        }
        return path;
    }
}
