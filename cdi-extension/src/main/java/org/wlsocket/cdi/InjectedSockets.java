// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.SocketListener;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.UnwrittenMessage;

/**
 * The sockets of the application: the defined ones, and those that it connects itself. Those are called with
 * the contexts of observers too.
 */
final class InjectedSockets implements Sockets {

    private final SocketRuntime runtime;

    InjectedSockets(SocketRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public NamedSocket connect(
            String name, Destination destination, SocketOptions options, SocketListener listener) {
        Made made = runtime.made();
        Contexts contexts = made.contexts();
        made.checkFree(name);
        return made.sockets()
                .connect(
                        name,
                        contexts.destination(destination),
                        contexts.options(options),
                        contexts.listener(listener));
    }

    @Override
    public NamedSocket connect(String name, Destination destination, SocketOptions options) {
        Made made = runtime.made();
        Contexts contexts = made.contexts();
        made.checkFree(name);
        return made.sockets().connect(name, contexts.destination(destination), contexts.options(options));
    }

    @Override
    public Optional<NamedSocket> find(String name) {
        return runtime.made().sockets().find(name);
    }

    @Override
    public Collection<NamedSocket> all() {
        return runtime.made().sockets().all();
    }

    @Override
    public void close() {
        throw endsWithApplication("close");
    }

    @Override
    public List<UnwrittenMessage> drain() {
        throw endsWithApplication("drain");
    }

    /** One bean must not end the sockets of all others, which could never be opened again. */
    private static NamedSocketException endsWithApplication(String call) {
        return new NamedSocketException.NotAllowed("expected no " + call + " of the Sockets that are"
                + " injected, which are closed when the application stops, found one; close single sockets,"
                + " or make Sockets of your own with Sockets.create()");
    }

    @Override
    public String toString() {
        return "Sockets of the application";
    }
}
