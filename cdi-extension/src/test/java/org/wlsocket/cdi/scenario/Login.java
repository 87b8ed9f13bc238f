// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi.scenario;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.wlsocket.Credentials;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.cdi.SocketName;

/** Belongs to the socket "orders"; only the library looks it up. */
@ApplicationScoped
@SocketName("orders")
public class Login implements CredentialsProvider {

    @Inject
    Journal journal;

    @Override
    public Credentials provide(Request request) {
        journal.write("credentials for " + request.socketName());
        return Credentials.bearer("1");
    }
}
