// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.time.Duration;
import java.util.List;
import org.wlsocket.Reconnect;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what {@code --reconnect} takes: {@code MAX_DELAY} or {@code MIN_DELAY,MAX_DELAY}. */
final class ReconnectOption implements ITypeConverter<Reconnect> {

    static final String DEFAULT = "30s";

    @Override
    public Reconnect convert(String text) {
        List<Duration> delays = Durations.several(text, 2);
        Duration most = delays.get(delays.size() - 1);
        Duration usual = Reconnect.on().minDelay();
        Duration least = delays.size() > 1 || most.compareTo(usual) < 0 ? delays.get(0) : usual;
        if (least.isZero() || least.compareTo(most) > 0) {
            throw new TypeConversionException("expected a largest delay above zero such as 30s, or a smallest"
                    + " and a largest one such as 1s,30s, found " + text);
        }
        return Reconnect.on().withFirstDelay(least).withDelays(least, most);
    }
}
