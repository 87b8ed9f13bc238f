// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.lang.annotation.Annotation;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.Readiness;

/** Adds the health check where MicroProfile Health is there. */
final class HealthBeans {

    private HealthBeans() {}

    static void addTo(AfterBeanDiscovery event, SocketRuntime runtime) {
        ifThere(() -> Adding.check(event, runtime));
    }

    static void addTo(SyntheticComponents components) {
        ifThere(() -> Adding.check(components));
    }

    /** Classes of an API that is not there are missed when the code that names them is linked. */
    private static void ifThere(Runnable work) {
        try {
            work.run();
        } catch (LinkageError e) {
            // No MicroProfile Health, so nobody asks.
        }
    }

    /** Linked only when it is called. */
    private static final class Adding {

        private Adding() {}

        static void check(AfterBeanDiscovery event, SocketRuntime runtime) {
            // What may be missing comes first: half a bean is an error of its own.
            Class<?> type = HealthCheck.class;
            Annotation qualifier = Readiness.Literal.INSTANCE;
            event.addBean()
                    .beanClass(type)
                    .types(type, Object.class)
                    .qualifiers(qualifier, Any.Literal.INSTANCE)
                    .scope(ApplicationScoped.class)
                    .id(type.getName() + ":wlsocket")
                    .createWith(context -> new SocketsHealth(runtime));
        }

        static void check(SyntheticComponents components) {
            Class<HealthCheck> type = HealthCheck.class;
            Annotation qualifier = Readiness.Literal.INSTANCE;
            components
                    .addBean(type)
                    .type(type)
                    .qualifier(qualifier)
                    .scope(ApplicationScoped.class)
                    .createWith(Creator.class);
        }
    }

    /** Makes the check; public because the container makes it. */
    public static final class Creator implements SyntheticBeanCreator<HealthCheck> {

        /** Made by the container. */
        public Creator() {}

        @Override
        public HealthCheck create(Instance<Object> lookup, Parameters parameters) {
            return new SocketsHealth(lookup.select(SocketRuntime.class).get());
        }
    }
}
