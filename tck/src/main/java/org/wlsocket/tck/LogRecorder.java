// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What the library logs by {@code java.util.logging}, at all levels, instead of on the console, as long as
 * this is open. One at a time in a JVM.
 */
public final class LogRecorder implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger("org.wlsocket");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Level before = LOGGER.getLevel();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private LogRecorder() {}

    /** {@return one that records from now on} */
    public static LogRecorder start() {
        LogRecorder recorder = new LogRecorder();
        LOGGER.setUseParentHandlers(false);
        LOGGER.setLevel(Level.ALL);
        LOGGER.addHandler(recorder.handler);
        return recorder;
    }

    void awaitErrors(int count) {
        Patience.until(count + " errors are logged", () -> errors().size() == count);
    }

    /** {@return what was logged as an error, as text} */
    public List<String> errors() {
        return at(Level.SEVERE);
    }

    /** {@return what was logged as a warning, as text} */
    public List<String> warnings() {
        return at(Level.WARNING);
    }

    /** {@return what was logged as information, as text} */
    public List<String> infos() {
        return at(Level.INFO);
    }

    /** {@return what was logged at {@code DEBUG}, as text} */
    public List<String> details() {
        return at(Level.FINE);
    }

    private List<String> at(Level level) {
        SimpleFormatter text = new SimpleFormatter();
        return records.stream()
                .filter(logged -> logged.getLevel().equals(level))
                .map(text::formatMessage)
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
    public void close() {
        LOGGER.removeHandler(handler);
        LOGGER.setLevel(before);
        LOGGER.setUseParentHandlers(true);
    }
}
