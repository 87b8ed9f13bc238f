// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanContainer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.Readiness;
import org.wlsocket.RetryRule;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.spi.SocketProvider;

/** Makes sockets of the plans, with the beans of the application. */
final class Maker {

    private final BeanContainer container;
    private final Beans beans;
    private final List<Plan> plans;
    private final Duration drainLimit;
    private final @Nullable Bean<?> provider;

    Maker(
            BeanContainer container,
            Beans beans,
            List<Plan> plans,
            Duration drainLimit,
            @Nullable Bean<?> provider) {
        this.container = container;
        this.beans = beans;
        this.plans = plans;
        this.drainLimit = drainLimit;
        this.provider = provider;
    }

    /** What a socket is made of. */
    private record Parts(Plan plan, Destination destination, SocketOptions options) {}

    /**
     * {@return the sockets, on the provider that is a bean, or else the one of the class path}
     *
     * @throws jakarta.enterprise.inject.spi.DeploymentException when definitions and other beans cannot be
     *     used
     */
    Made make() {
        Surroundings surroundings = Surroundings.ofThisThread();
        Problems problems = new Problems();
        List<Parts> parts = new ArrayList<>();
        for (Plan plan : plans) {
            problems.guard("the socket \"" + plan.name() + "\"", () -> parts.add(parts(plan, surroundings)));
        }
        problems.throwIfAny();
        Sockets sockets = sockets();
        Map<String, NamedSocket> defined = new LinkedHashMap<>();
        parts.forEach(each -> defined.put(each.plan.name(), connect(sockets, each, surroundings)));
        return new Made(
                sockets,
                Map.copyOf(defined),
                parts.stream()
                        .filter(each -> each.options.autoConnect())
                        .map(each -> each.plan.name())
                        .toList(),
                plans.stream()
                        .filter(plan -> plan.settings().health)
                        .map(Plan::name)
                        .toList(),
                surroundings);
    }

    private Sockets sockets() {
        Sockets.Builder builder = Sockets.builder().drainLimit(drainLimit);
        if (provider != null) {
            builder.provider(beans.instance(provider, SocketProvider.class));
        }
        return builder.build();
    }

    private Parts parts(Plan plan, Surroundings surroundings) {
        Bean<?> bean = plan.definition();
        SocketDefinition definition = bean == null ? null : beans.instance(bean, SocketDefinition.class);
        Destination destination = definition == null ? plan.settings().destination : definition.destination();
        SocketOptions options = definition == null ? plan.settings().options : definition.options();
        return new Parts(
                plan, complete(destination, plan, surroundings), complete(options, plan, surroundings));
    }

    private Destination complete(Destination destination, Plan plan, Surroundings surroundings) {
        Destination complete = destination;
        Bean<?> ssl = plan.parts().sslContext();
        if (ssl != null) {
            complete = complete.withSslContext(beans.instance(ssl, SSLContext.class));
        }
        Bean<?> credentials = plan.parts().credentials();
        if (credentials != null) {
            CredentialsProvider bean = beans.instance(credentials, CredentialsProvider.class);
            Around around = around(plan, surroundings);
            complete = complete.withCredentials(request -> around.call(() -> bean.provide(request)));
        }
        return complete;
    }

    private SocketOptions complete(SocketOptions options, Plan plan, Surroundings surroundings) {
        SocketOptions complete = options;
        Bean<?> readiness = plan.parts().readiness();
        if (readiness != null) {
            Readiness bean = beans.instance(readiness, Readiness.class);
            Around around = around(plan, surroundings);
            complete = complete.withReadiness(preparation -> around.call(() -> bean.prepare(preparation)));
        }
        Bean<?> retryRule = plan.parts().retryRule();
        if (retryRule != null) {
            RetryRule bean = beans.instance(retryRule, RetryRule.class);
            Around around = around(plan, surroundings);
            complete = complete.withReconnect(
                    complete.reconnect().withRule(end -> around.callUnchecked(() -> bean.decide(end))));
        }
        return complete;
    }

    private Around around(Plan plan, Surroundings surroundings) {
        return new Around(surroundings, RequestScope.of(container, plan.settings().requestContext));
    }

    /** Idle: the application has not started yet. */
    private NamedSocket connect(Sockets sockets, Parts parts, Surroundings surroundings) {
        SocketOptions idle = parts.options.withAutoConnect(false);
        Plan plan = parts.plan;
        if (plan.reads()) {
            return sockets.connect(plan.name(), parts.destination, idle);
        }
        EventRelay relay = new EventRelay(plan.name(), around(plan, surroundings), container);
        return sockets.connect(plan.name(), parts.destination, idle, relay);
    }
}
