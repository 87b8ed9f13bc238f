// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.ContainerProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.wlsocket.spi.SocketProvider;

/**
 * An application on a server: the binding's classes once more, in a loader of their own below everything
 * else, but for those that stand for the server. It is the context class loader until it is closed.
 */
final class ApplicationLoader extends URLClassLoader {

    private static final Set<String> SERVERS = Set.of(
            ServersContainer.class.getName(),
            ForeignContainerTest.Found.class.getName(),
            StubLog.class.getName());

    private final Path folder;
    private final List<String> services;
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    /** Takes a folder and the names of the container providers that are found, each in a file of its own. */
    ApplicationLoader(Path folder, String... services) {
        super(new URL[] {locationOf(JakartaProvider.class), locationOf(ApplicationLoader.class)},
                JakartaProvider.class.getClassLoader());
        this.folder = folder;
        this.services = List.of(services);
        Thread.currentThread().setContextClassLoader(this);
    }

    @Override
    public void close() throws IOException {
        Thread.currentThread().setContextClassLoader(before);
        super.close();
    }

    static URL locationOf(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            boolean own = name.startsWith("org.wlsocket.tyrus.") && !SERVERS.contains(name);
            if (known != null || !own) {
                return known == null ? super.loadClass(name, resolve) : known;
            }
            return findClass(name);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (!name.equals("META-INF/services/" + ContainerProvider.class.getName())) {
            return super.getResources(name);
        }
        List<URL> files = new ArrayList<>();
        for (String each : services) {
            Path file = Files.writeString(Files.createTempFile(folder, "service", ""), each);
            files.add(file.toUri().toURL());
        }
        return Collections.enumeration(files);
    }

    SocketProvider provider() throws ReflectiveOperationException {
        return (SocketProvider)
                loadClass(JakartaProvider.class.getName()).getConstructor().newInstance();
    }
}
