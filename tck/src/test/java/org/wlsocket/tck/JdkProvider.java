// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.HttpProxy;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.spi.WireListener;

/**
 * A second vendor, on {@link java.net.http.WebSocket}, to see that contract and suite do not lean on one
 * container. Its limits: the headers of the 101 are hidden; a link is cut without a close frame; TLS always
 * checks the host; some close codes cannot be sent, none of which an application may send.
 */
final class JdkProvider implements SocketProvider {

    private final ExecutorService executor = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "jdk-websocket");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient shared = builder(executor).build();

    @Override
    public String name() {
        return "jdk";
    }

    @Override
    public void connect(Handshake handshake, WireListener listener) throws Exception {
        JdkListener adapter = new JdkListener(listener);
        try {
            WebSocket opened = builder(handshake)
                    .buildAsync(handshake.uri(), adapter)
                    .join();
            assert opened != null;
        } catch (CompletionException e) {
            throw new ConnectFailedException(JdkFailures.ofConnect(handshake, e.getCause()));
        }
    }

    private WebSocket.Builder builder(Handshake handshake) {
        WebSocket.Builder builder =
                client(handshake).newWebSocketBuilder().connectTimeout(handshake.connectLimit());
        handshake.headers().forEach((name, values) -> values.forEach(value -> builder.header(name, value)));
        handshake
                .proxy()
                .flatMap(HttpProxy::authorization)
                .ifPresent(value -> builder.header("Proxy-Authorization", value));
        List<String> offered = handshake.subprotocols();
        if (!offered.isEmpty()) {
            builder.subprotocols(
                    offered.get(0), offered.subList(1, offered.size()).toArray(String[]::new));
        }
        return builder;
    }

    private HttpClient client(Handshake handshake) {
        if (handshake.sslContext().isEmpty() && handshake.proxy().isEmpty()) {
            return shared;
        }
        HttpClient.Builder builder = builder(executor);
        handshake.sslContext().ifPresent(builder::sslContext);
        handshake.proxy().ifPresent(proxy -> builder.proxy(ProxySelector.of(proxy.address())));
        return builder.build();
    }

    /** Without a selector it would ask the system's. */
    private static HttpClient.Builder builder(ExecutorService executor) {
        return HttpClient.newBuilder().executor(executor).proxy(HttpClient.Builder.NO_PROXY);
    }

    /** It leaves nothing, but all must hold on one that does. */
    @Override
    public boolean marksThreads() {
        return true;
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
