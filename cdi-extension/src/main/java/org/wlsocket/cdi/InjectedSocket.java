// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.wlsocket.CloseStatus;
import org.wlsocket.Delivery;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketState;
import org.wlsocket.SocketStatistics;

/** What is injected: at each call the socket that is defined with the name, made by then (D1). */
final class InjectedSocket implements NamedSocket {

    private final String name;
    private final SocketRuntime runtime;

    InjectedSocket(String name, SocketRuntime runtime) {
        this.name = name;
        this.runtime = runtime;
    }

    private NamedSocket socket() {
        return runtime.socket(name);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SocketState state() {
        return socket().state();
    }

    @Override
    public void open() {
        socket().open();
    }

    @Override
    public void awaitOpen(Duration limit) {
        socket().awaitOpen(limit);
    }

    @Override
    public Delivery send(String text) {
        return socket().send(text);
    }

    @Override
    public Delivery send(ByteBuffer data) {
        return socket().send(data);
    }

    @Override
    public Delivery send(String text, Duration limit) {
        return socket().send(text, limit);
    }

    @Override
    public Delivery send(ByteBuffer data, Duration limit) {
        return socket().send(data, limit);
    }

    @Override
    public Optional<SocketEvent.Message> receive(Duration limit) {
        return socket().receive(limit);
    }

    @Override
    public CompletionStage<Duration> ping() {
        return socket().ping();
    }

    @Override
    public void close() {
        socket().close();
    }

    @Override
    public void close(CloseStatus status) {
        socket().close(status);
    }

    @Override
    public SocketStatistics statistics() {
        return socket().statistics();
    }

    @Override
    public String toString() {
        return "NamedSocket[" + name + "]";
    }
}
