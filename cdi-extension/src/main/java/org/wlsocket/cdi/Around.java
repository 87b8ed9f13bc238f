// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The application's surroundings and a request context, for one kind of call of one socket. */
record Around(Surroundings surroundings, RequestScope scope) {

    <T> T call(Callable<T> work) throws Exception {
        return surroundings.call(() -> scope.call(work));
    }

    /** For work that throws nothing checked. */
    <T> T callUnchecked(Supplier<T> work) {
        try {
            return call(work::get);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("expected no checked exception here", e);
        }
    }
}
