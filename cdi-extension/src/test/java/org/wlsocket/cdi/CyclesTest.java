// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** D5: nothing is left of an application that has stopped. */
class CyclesTest {

    @ParameterizedTest
    @ValueSource(strings = {"PORTABLE", "BUILD_COMPATIBLE"})
    void d5_five_starts_and_stops_leave_no_thread_and_no_class_loader(String form) throws Exception {
        run(5, form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PORTABLE", "BUILD_COMPATIBLE"})
    @Tag("slow")
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void d5_fifty_starts_and_stops_leave_no_thread_and_no_class_loader(String form) throws Exception {
        run(50, form);
    }

    private static void run(int cycles, String form) throws Exception {
        String before = System.getProperty("org.jboss.weld.se.shutdownHook");
        System.setProperty("org.jboss.weld.se.shutdownHook", "false");
        try {
            Set<Thread> threads = Thread.getAllStackTraces().keySet();
            List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
            for (int i = 0; i < cycles; i++) {
                loaders.add(cycle(form));
            }
            Await.until("no thread of the library is left", () -> names(threads).isEmpty());
            Await.until("the class loaders are gone, at most the last one excepted", () -> {
                System.gc();
                return loaders.stream().filter(loader -> loader.get() != null).count() <= 1;
            });
        } finally {
            if (before == null) {
                System.clearProperty("org.jboss.weld.se.shutdownHook");
            } else {
                System.setProperty("org.jboss.weld.se.shutdownHook", before);
            }
        }
    }

    private static Set<String> names(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("wlsocket-") || name.startsWith("memory-"))
                .collect(Collectors.toSet());
    }

    /** As on a server: the container stays, library and application are loaded anew. */
    private static WeakReference<ClassLoader> cycle(String form) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (ApplicationLoader loader = new ApplicationLoader()) {
            Thread.currentThread().setContextClassLoader(loader);
            Class<?> type = loader.loadClass(OneCycle.class.getName());
            assertThat(type).isNotSameAs(OneCycle.class);
            type.getMethod("run", String.class).invoke(null, form);
            return new WeakReference<>(loader);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof TestAbortedException aborted) {
                throw aborted;
            }
            throw e;
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** Has its own classes of the library, of the test kit and of the tests. */
    private static final class ApplicationLoader extends URLClassLoader {

        ApplicationLoader() throws MalformedURLException {
            super("application", classPath(), CyclesTest.class.getClassLoader());
        }

        private static URL[] classPath() throws MalformedURLException {
            String given = System.getProperty("java.class.path");
            String path = System.getProperty("surefire.test.class.path", given);
            List<URL> urls = new ArrayList<>();
            for (String entry : path.split(File.pathSeparator)) {
                urls.add(new File(entry).toURI().toURL());
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.wlsocket.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
