// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi.scenario;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.wlsocket.NamedSocket;
import org.wlsocket.cdi.SocketName;

/** Keeps an application from starting. */
@Dependent
public class Typo {

    @Inject
    @SocketName("pricse")
    NamedSocket prices;
}
