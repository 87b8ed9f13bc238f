// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wlsocket.OfflineQueue;
import org.wlsocket.OfflineQueue.Overflow;
import org.wlsocket.SocketOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what {@code --queue} takes: {@code refuse} or {@code drop-oldest}, and how many lines may wait. */
final class QueueOption implements ITypeConverter<QueueOption.Queue> {

    static final String DEFAULT = "refuse";

    private static final Pattern FORM = Pattern.compile("(refuse|drop-oldest)(?:,([1-9]\\d{0,6}))?");

    /**
     * What was read.
     *
     * @param lines how many may wait; 0 for as many as usual
     */
    record Queue(Overflow overflow, int lines) {

        SocketOptions applyTo(SocketOptions options) {
            SocketOptions queued = options.withQueue(OfflineQueue.on(overflow));
            return lines == 0 ? queued : queued.withSendBuffer(lines, options.sendBuffer().bytes());
        }
    }

    @Override
    public Queue convert(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new TypeConversionException("expected refuse or drop-oldest, perhaps with a number of lines"
                    + " from 1 to 9999999 as in drop-oldest,5000, found " + text);
        }
        String lines = matcher.group(2);
        Overflow overflow = matcher.group(1).equals(DEFAULT) ? Overflow.REFUSE : Overflow.DROP_OLDEST;
        return new Queue(overflow, lines == null ? 0 : Integer.parseInt(lines));
    }
}
