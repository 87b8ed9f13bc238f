// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.examples.prices;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.wlsocket.NamedSocket;
import org.wlsocket.cdi.SocketName;

/** Serves the last prices, and says how the socket is that brings them. */
@Path("/prices")
@ApplicationScoped
public class PricesResource {

    @Inject
    Prices prices;

    @Inject
    @SocketName("prices")
    NamedSocket socket;

    /** What is served, as JSON. */
    public record Answer(String socket, List<String> last) {}

    /** {@return the answer to {@code GET /api/prices}} */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Answer get() {
        return new Answer(socket.state().toString(), prices.last());
    }
}
