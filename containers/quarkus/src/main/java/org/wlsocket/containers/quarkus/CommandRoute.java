// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.quarkus;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.wlsocket.cdi.scenario.Commands;

/** Runs the command in the body of a POST, and answers with its result. */
@ApplicationScoped
public class CommandRoute {

    @Inject
    Commands commands;

    void add(@Observes Router router) {
        router.post("/command").handler(BodyHandler.create()).blockingHandler(this::run);
    }

    private void run(RoutingContext context) {
        context.end(commands.run(context.body().asString()));
    }
}
