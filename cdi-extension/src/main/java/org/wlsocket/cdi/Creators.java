// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.build.compatible.spi.Parameters;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticBeanCreator;
import jakarta.enterprise.inject.spi.BeanContainer;
import java.util.List;
import org.wlsocket.NamedSocket;
import org.wlsocket.Sockets;

/** Makes what {@link SocketsBuildExtension} has added; public because the container makes them. */
final class Creators {

    static final String USES = "uses";
    static final String NAME = "name";

    private Creators() {}

    private static SocketRuntime runtime(Instance<Object> lookup) {
        return lookup.select(SocketRuntime.class).get();
    }

    /** Makes the runtime of the application. */
    public static final class OfRuntime implements SyntheticBeanCreator<SocketRuntime> {

        /** Made by the container. */
        public OfRuntime() {}

        @Override
        public SocketRuntime create(Instance<Object> lookup, Parameters parameters) {
            Uses uses = Uses.ofLines(parameters.get(USES, String[].class));
            BeanContainer beans = lookup.select(BeanContainer.class).get();
            return new SocketRuntime(uses, beans, List.of(), Creators.class);
        }
    }

    /** Makes the injected sockets. */
    public static final class OfSockets implements SyntheticBeanCreator<Sockets> {

        /** Made by the container. */
        public OfSockets() {}

        @Override
        public Sockets create(Instance<Object> lookup, Parameters parameters) {
            return new InjectedSockets(runtime(lookup));
        }
    }

    /** Makes an injected socket. */
    public static final class OfSocket implements SyntheticBeanCreator<NamedSocket> {

        /** Made by the container. */
        public OfSocket() {}

        @Override
        public NamedSocket create(Instance<Object> lookup, Parameters parameters) {
            return new InjectedSocket(parameters.get(NAME, String.class), runtime(lookup));
        }
    }
}
