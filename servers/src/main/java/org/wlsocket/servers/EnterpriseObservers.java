// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.wlsocket.SocketEvent;
import org.wlsocket.cdi.SocketName;
import org.wlsocket.cdi.scenario.Journal;

/** What an observer must have on a server. */
@ApplicationScoped
public class EnterpriseObservers {

    @Inject
    Journal journal;

    @SuppressWarnings("NullAway.Init") // The server sets it.
    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transactions;

    @Transactional
    void transaction(@Observes @SocketName("enterprise") SocketEvent.Text event) {
        boolean active = transactions.getTransactionStatus() == Status.STATUS_ACTIVE;
        journal.write("transaction " + (active ? "active" : "none"));
    }

    @SuppressWarnings("BanJNDI") // A constant name of our own.
    void naming(@Observes @SocketName("enterprise") SocketEvent.Text event) throws NamingException {
        journal.write("naming " + InitialContext.doLookup("java:comp/env/scenario"));
    }

    void loader(@Observes @SocketName("enterprise") SocketEvent.Text event) throws ClassNotFoundException {
        Class<?> found = Thread.currentThread().getContextClassLoader().loadClass(Journal.class.getName());
        journal.write("loader " + (found == Journal.class ? "of the application" : "of another"));
    }
}
