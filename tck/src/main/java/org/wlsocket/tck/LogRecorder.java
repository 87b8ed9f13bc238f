// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the library logs, instead of on the console, as long as this is open. */
final class LogRecorder extends Handler implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger("org.wlsocket");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    private LogRecorder() {}

    static LogRecorder start() {
        LogRecorder recorder = new LogRecorder();
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(recorder);
        return recorder;
    }

    @Override
    public void publish(LogRecord logged) {
        records.add(logged);
    }

    void awaitErrors(int count) {
        Patience.until(count + " errors are logged", () -> errors().size() == count);
    }

    List<String> errors() {
        return records.stream()
                .filter(logged -> logged.getLevel().equals(Level.SEVERE))
                .map(LogRecord::getMessage)
                .toList();
    }

    /** The messages of what was thrown. */
    List<String> causes() {
        return records.stream()
                .filter(logged -> logged.getThrown() != null)
                .map(logged -> String.valueOf(logged.getThrown().getMessage()))
                .toList();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
        LOGGER.setUseParentHandlers(true);
    }
}
