// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the binding logs, also at DEBUG, instead of on the console, as long as this is open. */
final class LoggedEntries extends Handler implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger("org.wlsocket.tyrus");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Level before = LOGGER.getLevel();

    LoggedEntries() {
        LOGGER.setUseParentHandlers(false);
        LOGGER.setLevel(Level.ALL);
        LOGGER.addHandler(this);
    }

    List<String> warnings() {
        return at(Level.WARNING);
    }

    List<String> details() {
        return at(Level.FINE);
    }

    private List<String> at(Level level) {
        SimpleFormatter text = new SimpleFormatter();
        return records.stream()
                .filter(logged -> logged.getLevel().equals(level))
                .map(text::formatMessage)
                .toList();
    }

    @Override
    public void publish(LogRecord logged) {
        records.add(logged);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        LOGGER.removeHandler(this);
        LOGGER.setLevel(before);
        LOGGER.setUseParentHandlers(true);
    }
}
