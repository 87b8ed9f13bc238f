// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the library logs, instead of on the console, as long as this is open. */
final class LogBook extends Handler implements AutoCloseable {

    private static final Logger LOGGER = Logger.getLogger("org.wlsocket");

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    static LogBook open() {
        LogBook book = new LogBook();
        LOGGER.setUseParentHandlers(false);
        LOGGER.addHandler(book);
        return book;
    }

    List<String> errors() {
        return logged(Level.SEVERE);
    }

    List<String> warnings() {
        return logged(Level.WARNING);
    }

    List<String> infos() {
        return logged(Level.INFO);
    }

    private List<String> logged(Level level) {
        return records.stream()
                .filter(logged -> logged.getLevel().equals(level))
                .map(LogRecord::getMessage)
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
        LOGGER.setUseParentHandlers(true);
    }
}
