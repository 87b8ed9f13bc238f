// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.time.Duration;
import java.util.List;
import org.wlsocket.SocketOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what {@code --ping} takes: {@code INTERVAL}, {@code INTERVAL,LIMIT} or {@code off}. */
final class PingOption implements ITypeConverter<PingOption.Pings> {

    /** What the option does to the other ones. */
    interface Pings {
        SocketOptions applyTo(SocketOptions options);
    }

    @Override
    public Pings convert(String text) {
        if (text.equals("off")) {
            return SocketOptions::withoutPings;
        }
        if (text.startsWith("off,") || text.endsWith(",off")) {
            throw new TypeConversionException("expected off alone, found " + text);
        }
        List<Duration> times = times(text);
        if (times.contains(Duration.ZERO)) {
            throw new TypeConversionException(
                    "expected times above zero such as 20s,10s, or off for no pings, found " + text);
        }
        return options ->
                options.withPings(times.get(0), times.size() > 1 ? times.get(1) : options.pongLimit());
    }

    private static List<Duration> times(String text) {
        try {
            return Durations.several(text, 2);
        } catch (TypeConversionException e) {
            throw new TypeConversionException(e.getMessage() + "; off is for no pings");
        }
    }
}
