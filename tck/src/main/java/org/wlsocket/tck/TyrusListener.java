// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.tyrus.container.grizzly.server.WebSocketAddOn;
import org.jspecify.annotations.Nullable;

/**
 * One port of a {@link TyrusServer}.
 *
 * @param port 0 for any free one
 * @param tls null for {@code ws:}
 */
record TyrusListener(int port, @Nullable SSLContext tls) {

    private static final int FEWEST_WORKERS = 2;
    private static final int MOST_WORKERS = 64;

    String scheme() {
        return tls == null ? "ws" : "wss";
    }

    NetworkListener open(String host, TyrusEndpoints endpoints, ThreadGuard threads) {
        NetworkListener listener = new NetworkListener(scheme(), host, port);
        listener.setTransport(transport(threads));
        listener.getKeepAlive().setIdleTimeoutInSeconds(-1);
        listener.registerAddOn(new WebSocketAddOn(endpoints, TyrusEndpoints.CONTEXT_PATH));
        if (tls != null) {
            listener.setSecure(true);
            listener.setSSLEngineConfig(new SSLEngineConfigurator(tls, false, false, true));
        }
        return listener;
    }

    private TCPNIOTransport transport(ThreadGuard threads) {
        ThreadPoolConfig selectors = ThreadPoolConfig.defaultConfig()
                .copy()
                .setThreadFactory(threads.named(scheme() + "-selector"))
                .setCorePoolSize(1)
                .setMaxPoolSize(1);
        ThreadPoolConfig workers = ThreadPoolConfig.defaultConfig()
                .copy()
                .setThreadFactory(threads.named(scheme() + "-worker"))
                .setCorePoolSize(FEWEST_WORKERS)
                .setMaxPoolSize(MOST_WORKERS);
        return TCPNIOTransportBuilder.newInstance()
                .setSelectorThreadPoolConfig(selectors)
                .setSelectorRunnersCount(1)
                .setWorkerThreadPoolConfig(workers)
                .setIOStrategy(WorkerThreadIOStrategy.getInstance())
                .build();
    }
}
