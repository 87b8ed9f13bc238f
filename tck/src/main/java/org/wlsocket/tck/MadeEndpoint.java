// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.function.Supplier;

/**
 * Stands before an endpoint that the caller makes, because Tyrus wants to know the class beforehand. Public
 * for Tyrus, of no use to others.
 */
public final class MadeEndpoint extends Endpoint {

    private final Endpoint made;

    private MadeEndpoint(Endpoint made) {
        this.made = made;
    }

    static ServerEndpointConfig at(String path, Supplier<? extends Endpoint> maker) {
        return ServerEndpointConfig.Builder.create(MadeEndpoint.class, path)
                .configurator(new Maker(maker))
                .build();
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        made.onOpen(session, config);
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        made.onClose(session, reason);
    }

    @Override
    public void onError(Session session, Throwable failure) {
        made.onError(session, failure);
    }

    private static final class Maker extends ServerEndpointConfig.Configurator {

        private final Supplier<? extends Endpoint> maker;

        Maker(Supplier<? extends Endpoint> maker) {
            this.maker = maker;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) {
            return endpointClass.cast(new MadeEndpoint(maker.get()));
        }
    }
}
