// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the stubs of this JVM are told, in whatever class loader they are. */
public final class StubLog {

    /** Calls of the container. */
    public static final List<String> CALLS = new CopyOnWriteArrayList<>();

    /** Names of user properties in the configurations. */
    public static final Set<String> KEYS = new ConcurrentSkipListSet<>();

    private StubLog() {}

    static void clear() {
        CALLS.clear();
        KEYS.clear();
    }
}
