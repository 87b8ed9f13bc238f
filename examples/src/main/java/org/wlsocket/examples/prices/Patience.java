// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.examples.prices;

import jakarta.enterprise.context.ApplicationScoped;
import org.wlsocket.LinkEnd;
import org.wlsocket.RetryRule;
import org.wlsocket.cdi.SocketName;

/**
 * Has the socket "prices" go on where it would give up: a server that is still starting has nothing at its
 * addresses.
 */
@ApplicationScoped
@SocketName("prices")
public class Patience implements RetryRule {

    private static final int NOT_FOUND = 404;

    @Override
    public Verdict decide(LinkEnd end) {
        return end.httpStatus().orElse(0) == NOT_FOUND ? Verdict.RETRY : Verdict.BY_TABLE;
    }
}
