// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.inject.spi.BeanContainer;
import java.util.Optional;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.Destination;
import org.wlsocket.Readiness;
import org.wlsocket.Reconnect;
import org.wlsocket.RetryRule;
import org.wlsocket.SocketListener;
import org.wlsocket.SocketOptions;

/**
 * Puts the application's surroundings and a request context around whatever a socket calls of the application
 * (D3). Null stays null, so that the library says what is wrong with it.
 *
 * @param requestContext whether there is one
 */
record Contexts(Surroundings surroundings, BeanContainer container, boolean requestContext) {

    /** {@return what is around one kind of call of one socket} */
    Around around() {
        return new Around(surroundings, RequestScope.of(container, requestContext));
    }

    SocketListener listener(SocketListener listener) {
        if (listener == null) {
            return listener;
        }
        Around around = around();
        return event -> around.call(() -> {
            listener.on(event);
            return event;
        });
    }

    Destination destination(Destination destination) {
        return Optional.ofNullable(destination)
                .flatMap(Destination::credentials)
                .map(this::credentials)
                .map(provider -> destination.withCredentials(provider))
                .orElse(destination);
    }

    private CredentialsProvider credentials(CredentialsProvider provider) {
        Around around = around();
        return request -> around.call(() -> provider.provide(request));
    }

    SocketOptions options(SocketOptions options) {
        return Optional.ofNullable(options)
                .map(this::withReadiness)
                .map(this::withRule)
                .orElse(options);
    }

    private SocketOptions withReadiness(SocketOptions options) {
        return options.readiness().map(this::readiness).map(options::withReadiness).orElse(options);
    }

    /** A call that blocks is left behind and may still run when that for the next link begins. */
    private Readiness readiness(Readiness readiness) {
        return preparation -> around().call(() -> readiness.prepare(preparation));
    }

    private SocketOptions withRule(SocketOptions options) {
        Reconnect reconnect = options.reconnect();
        return reconnect.rule()
                .map(this::rule)
                .map(called -> options.withReconnect(reconnect.withRule(called)))
                .orElse(options);
    }

    private RetryRule rule(RetryRule rule) {
        Around around = around();
        return end -> around.callUnchecked(() -> rule.decide(end));
    }
}
