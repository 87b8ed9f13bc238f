// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wlsocket.CloseStatus;

/** What a typed line asks for. */
sealed interface TypedCommand {

    /** Send the line. */
    record Send(Line line) implements TypedCommand {}

    /** Send a ping. */
    record SendPing() implements TypedCommand {}

    /** Close the socket. */
    record Close(CloseStatus status) implements TypedCommand {}

    /** A slash with something that is no command. */
    record Unknown(String help) implements TypedCommand {}

    Pattern CLOSE = Pattern.compile("/close(?:\\s+(\\d{1,5})(?:\\s+(.*))?)?\\s*");

    static TypedCommand parse(Line line) {
        String text = line.text().orElse("");
        if (!text.startsWith("/")) {
            return new Send(line);
        }
        if (text.startsWith("//")) {
            return new Send(Line.of(line.number(), text.substring(1)));
        }
        if (text.strip().equals("/ping")) {
            return new SendPing();
        }
        Matcher close = CLOSE.matcher(text);
        if (close.matches()) {
            return new Close(status(close));
        }
        return new Unknown(
                "expected /ping, /close [CODE [REASON]], or //TEXT to send a line that begins with a slash");
    }

    private static CloseStatus status(Matcher close) {
        if (close.group(1) == null) {
            return CloseStatus.NORMAL;
        }
        String reason = close.group(2);
        return CloseStatus.of(Integer.parseInt(close.group(1)), reason == null ? "" : reason.strip());
    }
}
