// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wlsocket.Sockets;

/** C12, as it is where each of two web applications has the jar. */
class DefaultSocketsLoaderTest {

    /** One application, with classes of its own. */
    private static final class Application implements AutoCloseable {

        private final URLClassLoader loader;

        Application() {
            URL classes = DefaultSockets.class.getProtectionDomain().getCodeSource().getLocation();
            // On the module path the platform's loader knows our packages too, so no parent.
            loader = new URLClassLoader(new URL[] {classes}, null);
        }

        Class<?> load(Class<?> ours) throws ClassNotFoundException {
            return loader.loadClass(ours.getName());
        }

        Object newSockets() throws ClassNotFoundException {
            Class<?>[] type = {load(Sockets.class)};
            return Proxy.newProxyInstance(loader, type, (proxy, method, args) -> {
                throw new UnsupportedOperationException(method.getName());
            });
        }

        void use(Object sockets) throws ReflectiveOperationException {
            load(DefaultSockets.class).getMethod("use", load(Sockets.class)).invoke(null, sockets);
        }

        void clear(Object sockets) throws ReflectiveOperationException {
            load(DefaultSockets.class).getMethod("clear", load(Sockets.class)).invoke(null, sockets);
        }

        Object defaultSockets() throws ReflectiveOperationException {
            return ((Optional<?>) load(DefaultSockets.class).getMethod("find").invoke(null)).orElse(null);
        }

        Object isCleared() throws ReflectiveOperationException {
            return load(DefaultSockets.class).getMethod("isCleared").invoke(null);
        }

        @Override
        public void close() throws IOException {
            loader.close();
        }
    }

    @Test
    void c12_each_class_loader_of_the_jar_has_a_default_of_its_own() throws Exception {
        try (Application one = new Application();
                Application other = new Application()) {
            Object ofOne = one.newSockets();
            Object ofOther = other.newSockets();
            one.use(ofOne);
            assertThat(one.defaultSockets() == ofOne).isTrue();
            assertThat(other.defaultSockets() == null).isTrue();

            other.use(ofOther);
            one.clear(ofOne);
            assertThat(one.isCleared()).isEqualTo(true);
            assertThat(other.isCleared()).isEqualTo(false);
            assertThat(other.defaultSockets() == ofOther).isTrue();
        }
    }
}
