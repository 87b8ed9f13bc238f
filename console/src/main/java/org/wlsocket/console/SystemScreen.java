// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks the system by its own means: Java knows nothing of terminals. */
final class SystemScreen implements Screen {

    @Override
    public Optional<TerminalSize> size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(Redirect.DISCARD)
                    .start();
            byte[] answer = stty.getInputStream().readAllBytes();
            return TerminalSize.read(new String(answer, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Also when the process was stopped and goes on: the terminal was somebody else's meanwhile. */
    @Override
    public void onChange(Runnable task) {
        try {
            handle("WINCH", task);
            handle("CONT", task);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Not every Java, and not every system, has these signals.
        }
    }

    private static void handle(String name, Runnable task) throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object told = Proxy.newProxyInstance(
                SystemScreen.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                    task.run();
                    return null;
                });
        Method handle = signal.getMethod("handle", signal, handler);
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), told);
    }
}
