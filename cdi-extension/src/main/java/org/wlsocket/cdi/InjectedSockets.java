// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketListener;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.UnwrittenMessage;

/** The sockets of the application: the defined ones, and those that it connects itself. */
final class InjectedSockets implements Sockets {

    private final SocketRuntime runtime;

    InjectedSockets(SocketRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public NamedSocket connect(
            String name, Destination destination, SocketOptions options, SocketListener listener) {
        return runtime.sockets().connect(name, destination, options, listener);
    }

    @Override
    public NamedSocket connect(String name, Destination destination, SocketOptions options) {
        return runtime.sockets().connect(name, destination, options);
    }

    @Override
    public Optional<NamedSocket> find(String name) {
        return runtime.sockets().find(name);
    }

    @Override
    public Collection<NamedSocket> all() {
        return runtime.sockets().all();
    }

    @Override
    public void close() {
        runtime.sockets().close();
    }

    @Override
    public List<UnwrittenMessage> drain() {
        return runtime.sockets().drain();
    }

    @Override
    public String toString() {
        return "Sockets of the application";
    }
}
