// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanContainer;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;
import org.wlsocket.NamedSocketException;
import org.wlsocket.Readiness;
import org.wlsocket.Reconnect;
import org.wlsocket.RetryRule;
import org.wlsocket.SocketOptions;
import org.wlsocket.Sockets;
import org.wlsocket.spi.SocketProvider;

/** Makes sockets of the plans, with the beans of the application; for one use. */
final class Maker {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.cdi");

    private final BeanContainer container;
    private final Beans beans;
    private final Plans plans;
    private final Surroundings surroundings;
    private final Problems problems = new Problems();
    private final Resources resources = new Resources();
    private final Map<String, NamedSocket> defined = new LinkedHashMap<>();

    /** Whether the application is stopping. */
    private final AtomicBoolean ends = new AtomicBoolean();

    private @Nullable Sockets sockets;

    Maker(BeanContainer container, Beans beans, Plans plans, Surroundings surroundings) {
        this.container = container;
        this.beans = beans;
        this.plans = plans;
        this.surroundings = surroundings;
    }

    /** What a socket is made of. */
    private record Parts(Plan plan, Destination destination, SocketOptions options) {}

    /**
     * {@return the sockets, on the provider that is a bean, or else the one of the class path}
     *
     * @throws jakarta.enterprise.inject.spi.DeploymentException when definitions and other beans cannot be
     *     used; nothing is left of what was made
     */
    Made make() {
        boolean made = false;
        try {
            Made all = makeAll();
            made = true;
            return all;
        } finally {
            if (!made) {
                resources.release();
            }
        }
    }

    private Made makeAll() {
        List<Parts> parts = new ArrayList<>();
        plans.sockets().forEach(plan -> problems.guard(shown(plan), () -> parts.add(parts(plan))));
        problems.guard("the provider of all sockets", () -> sockets = newSockets());
        problems.throwIfAny();
        parts.forEach(each -> problems.guard(
                shown(each.plan), () -> defined.put(each.plan.name(), connect(each))));
        problems.throwIfAny();
        resources.add(() -> ends.set(true));
        return new Made(
                Objects.requireNonNull(sockets),
                Map.copyOf(defined),
                parts.stream()
                        .filter(each -> each.options.autoConnect())
                        .map(each -> each.plan.name())
                        .toList(),
                plans.sockets().stream()
                        .filter(plan -> plan.settings().health)
                        .map(Plan::name)
                        .toList(),
                new Contexts(surroundings, container, plans.requestContext()),
                resources);
    }

    private static String shown(Plan plan) {
        return "the socket \"" + plan.name() + "\"";
    }

    private Sockets newSockets() {
        Sockets.Builder builder = Sockets.builder().drainLimit(plans.drainLimit());
        Bean<?> provider = plans.provider();
        if (provider != null) {
            builder.provider(beans.instance(provider, SocketProvider.class, resources));
        }
        Sockets made = builder.build();
        resources.add(() -> close(made));
        return made;
    }

    private static void close(Sockets sockets) {
        try {
            sockets.close();
        } catch (NamedSocketException e) {
            LOG.log(Level.WARNING, "the sockets of the application are being closed in the background", e);
        }
    }

    private Parts parts(Plan plan) {
        Bean<?> bean = plan.definition();
        SocketDefinition definition = bean == null ? null : instance(bean, SocketDefinition.class);
        Destination destination = definition == null ? plan.settings().destination : definition.destination();
        SocketOptions options = definition == null ? plan.settings().options : definition.options();
        Contexts contexts = contexts(plan);
        return new Parts(
                plan,
                contexts.destination(complete(destination, plan.parts())),
                contexts.options(complete(options, plan.parts())));
    }

    private Destination complete(Destination destination, Plan.Parts parts) {
        Destination complete = destination;
        if (parts.sslContext() != null) {
            complete = complete.withSslContext(instance(parts.sslContext(), SSLContext.class));
        }
        if (parts.credentials() != null) {
            complete = complete.withCredentials(instance(parts.credentials(), CredentialsProvider.class));
        }
        return complete;
    }

    private SocketOptions complete(SocketOptions options, Plan.Parts parts) {
        SocketOptions complete = options;
        if (parts.readiness() != null) {
            complete = complete.withReadiness(instance(parts.readiness(), Readiness.class));
        }
        if (parts.retryRule() != null) {
            RetryRule rule = instance(parts.retryRule(), RetryRule.class);
            checkAsked(complete.reconnect());
            complete = complete.withReconnect(complete.reconnect().withRule(rule));
        }
        return complete;
    }

    private static void checkAsked(Reconnect reconnect) {
        if (!reconnect.isEnabled()) {
            throw new NamedSocketException.BadArgument("expected that a socket with a RetryRule reconnects,"
                    + " found that its SocketDefinition says Reconnect.off(); let it say Reconnect.on(), or"
                    + " remove the rule");
        }
    }

    private <T> T instance(Bean<?> bean, Class<T> type) {
        return beans.instance(bean, type, resources);
    }

    private Contexts contexts(Plan plan) {
        return new Contexts(surroundings, container, plan.settings().requestContext);
    }

    /** Idle: the application has not started yet. */
    private NamedSocket connect(Parts parts) {
        Sockets on = Objects.requireNonNull(sockets);
        SocketOptions idle = parts.options.withAutoConnect(false);
        Plan plan = parts.plan;
        if (plan.reads()) {
            return on.connect(plan.name(), parts.destination, idle);
        }
        Thrower thrower = new Thrower(plan.observers());
        LinkLog log = new LinkLog(
                plan.name(), () -> ends.get() || on.find(plan.name()).isEmpty(), System::nanoTime);
        EventRelay relay = new EventRelay(plan.name(), contexts(plan).around(), thrower, log, container);
        return on.connect(plan.name(), parts.destination, idle, relay);
    }
}
