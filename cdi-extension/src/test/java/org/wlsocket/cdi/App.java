// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.lang.annotation.Annotation;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.opentest4j.TestAbortedException;
import org.wlsocket.NamedSocket;
import org.wlsocket.spi.SocketProvider;
import org.wlsocket.tck.MemoryPeer;
import org.wlsocket.tck.MemoryProvider;

/** An application in a CDI SE container, whichever is on the class path, with a network in memory. */
final class App implements AutoCloseable {

    /** How the extension gets into the container. */
    interface Form {
        SeContainerInitializer add(SeContainerInitializer initializer);
    }

    static final Form PORTABLE =
            initializer -> initializer.disableDiscovery().addExtensions(new SocketsExtension());

    private final Map<String, String> settings = new HashMap<>();
    private final List<Class<?>> beans = new ArrayList<>();
    private final MemoryProvider network = new MemoryProvider();
    private final BlockingQueue<MemoryPeer> peers = new LinkedBlockingQueue<>();
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private Form form = PORTABLE;
    private URL[] files = {};
    private SeContainer container;

    /** The network in memory, as a bean: that is how a test gives a provider. */
    @Dependent
    static class Network {
        private static final List<App> RUNNING = new CopyOnWriteArrayList<>();

        @Produces
        SocketProvider provider() {
            return RUNNING.get(0).network;
        }
    }

    static App with(Class<?>... beans) {
        App app = new App();
        app.beans.addAll(List.of(beans));
        app.beans.add(Network.class);
        return app;
    }

    App inForm(Form other) {
        form = other;
        return this;
    }

    /** Without the network in memory: the provider of the class path. */
    App onTheNetwork() {
        beans.remove(Network.class);
        return this;
    }

    /** A directory that is on the class path of the application. */
    App files(Path directory) throws MalformedURLException {
        files = new URL[] {directory.toUri().toURL()};
        return this;
    }

    App set(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** A socket whose peers come out of {@link #peer}. */
    App socket(String name) {
        return socket(name, peer -> {});
    }

    App socket(String name, Consumer<MemoryPeer> script) {
        route(name, script);
        return set("wlsocket." + name + ".url", "ws://" + name + "/");
    }

    App route(String name, Consumer<MemoryPeer> script) {
        network.route(name + "/", peer -> {
            peers.add(peer);
            script.accept(peer);
        });
        return this;
    }

    App start() {
        // A failed start must not disturb the next one: OpenWebBeans keeps its state with this loader.
        Thread.currentThread().setContextClassLoader(new URLClassLoader("application", files, before));
        settings.forEach(System::setProperty);
        Network.RUNNING.add(0, this);
        try {
            container = form.add(SeContainerInitializer.newInstance()
                            .addBeanClasses(beans.toArray(Class<?>[]::new)))
                    .initialize();
        } finally {
            if (container == null) {
                forget();
            }
        }
        return this;
    }

    /** {@return the one message that the container shows, or carries as the root of what it shows} */
    String startFails() {
        Throwable thrown = startThrows();
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            String message = String.valueOf(each.getMessage());
            if (message.contains("the sockets of this application cannot be started")) {
                return message;
            }
        }
        throw new AssertionError("expected our message, found another", thrown);
    }

    /** {@return what the start throws, which must not succeed} */
    Throwable startThrows() {
        Throwable thrown = catchThrowable(this::start);
        if (thrown instanceof TestAbortedException aborted) {
            throw aborted;
        }
        assertThat(thrown).isNotNull();
        return thrown;
    }

    <T> T get(Class<T> type, Annotation... qualifiers) {
        return container.select(type, qualifiers).get();
    }

    NamedSocket socketOf(String name) {
        return get(NamedSocket.class, SocketName.Literal.of(name));
    }

    MemoryProvider network() {
        return network;
    }

    MemoryPeer peer() {
        return Await.next(peers, "a connection");
    }

    /** Ends the application, as far as it has not ended. */
    @Override
    public void close() {
        if (container == null) {
            return;
        }
        try {
            container.close();
        } finally {
            container = null;
            forget();
        }
    }

    private void forget() {
        Network.RUNNING.remove(this);
        settings.keySet().forEach(System::clearProperty);
        releaseConfiguration();
        Thread.currentThread().setContextClassLoader(before);
    }

    /** As a server does; MicroProfile Config keeps one for each class loader. */
    private static void releaseConfiguration() {
        try {
            ConfigProviderResolver.instance().releaseConfig(ConfigProvider.getConfig());
        } catch (LinkageError | IllegalStateException e) {
            // Not here.
        }
    }
}
