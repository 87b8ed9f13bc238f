// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketState;
import org.wlsocket.SocketStatistics;

/**
 * One readiness check for all sockets of the application: up when each is open, idle because it was never to
 * be opened, or closed by the application itself.
 */
final class SocketsHealth implements HealthCheck {

    private final SocketRuntime runtime;

    SocketsHealth(SocketRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("wlsocket");
        boolean up = true;
        for (NamedSocket socket : runtime.watched()) {
            SocketState state = socket.state();
            up &= state instanceof SocketState.Open
                    || state instanceof SocketState.Idle
                    || runtime.made().isClosedByApplication(socket);
            add(response, socket, state);
        }
        return response.status(up).build();
    }

    private static void add(
            HealthCheckResponseBuilder response, NamedSocket socket, SocketState state) {
        String name = socket.name();
        response.withData(name + ".state", state.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (state instanceof SocketState.Waiting waiting) {
            response.withData(name + ".attempt", waiting.attempt());
            response.withData(name + ".cause", waiting.cause().toString());
        } else if (state instanceof SocketState.Connecting || state instanceof SocketState.Preparing) {
            SocketStatistics statistics = socket.statistics();
            response.withData(name + ".attempts", statistics.attempts());
            response.withData(name + ".failures", statistics.failedAttempts().toString());
        } else if (state instanceof SocketState.Closed closed) {
            String status = closed.status().toString();
            response.withData(name + ".cause", closed.cause().map(Object::toString).orElse(status));
        }
    }
}
