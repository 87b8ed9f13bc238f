// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi.scenario;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.wlsocket.SocketEvent;

/**
 * What has happened in the application, one line each, in a file: it outlives the application, and a test in
 * another process can read it.
 */
@ApplicationScoped
public class Journal {

    /** The system property that names the file. */
    public static final String FILE = "scenario.journal";

    private final Path file = Path.of(System.getProperty(FILE));

    /** Writes who has seen which event of which socket. */
    void write(String who, SocketEvent event) {
        write(who + " " + event.socket().name() + " " + shown(event));
    }

    /** Writes a line. */
    public synchronized void write(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String shown(SocketEvent event) {
        if (event instanceof SocketEvent.Text text) {
            return "text " + text.text();
        }
        if (event instanceof SocketEvent.Binary binary) {
            return "binary " + binary.data().remaining();
        }
        if (event instanceof SocketEvent.Opened opened) {
            return opened.gap().isPresent() ? "opened again" : "opened";
        }
        if (event instanceof SocketEvent.Closed closed) {
            return "closed " + closed.status().code()
                    + (closed.reconnectIn().isPresent() ? " for a while" : "");
        }
        return "failed";
    }

    @PreDestroy
    void end() {
        write("application ends");
    }
}
