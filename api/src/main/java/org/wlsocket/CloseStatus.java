// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.charset.StandardCharsets;

/**
 * Code and reason with which a link was closed, or is to be closed (RFC 6455 section 7.4).
 *
 * <p>A status that was received may carry any code; which ones an application may send is checked by
 * {@link NamedSocket#close(CloseStatus)}.
 *
 * @param code the close code; 1005 says that the peer's close frame was empty, 1006 that there was none
 * @param reason the reason, empty when none was given
 */
public record CloseStatus(int code, String reason) {

    /** The peer's close frame carried no code (RFC 6455 section 7.4.1). */
    public static final int NO_STATUS = 1005;

    /** The link ended without a close frame (RFC 6455 section 7.4.1). */
    public static final int ABNORMAL = 1006;

    /** The status of an ordinary close: 1000, without a reason. */
    public static final CloseStatus NORMAL = new CloseStatus(1000, "");

    static final CloseStatus GOING_AWAY = new CloseStatus(1001, "");
    static final CloseStatus LOST = new CloseStatus(ABNORMAL, "");

    private static final int LONGEST_REASON = 123;

    /**
     * Makes a status; both values are taken as they are, but lone surrogates become U+FFFD as in browsers.
     */
    public CloseStatus {
        reason = Utf8.wellFormed(Checks.notNull(reason, "close reason"));
    }

    /** {@return the status with this code and no reason} */
    public static CloseStatus of(int code) {
        return new CloseStatus(code, "");
    }

    /** {@return the status with this code and reason} */
    public static CloseStatus of(int code, String reason) {
        return new CloseStatus(code, reason);
    }

    /** C6: what an application may send. */
    CloseStatus checkedForSending() {
        if (code != 1000 && (code < 3000 || code > 4999)) {
            throw new NamedSocketException.BadArgument("expected the close code 1000 or one from 3000 to"
                    + " 4999, found "
                    + code + "; the other codes belong to the protocol: choose one of 4000 to 4999 for your"
                    + " own use");
        }
        int length = reason.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_REASON) {
            throw new NamedSocketException.BadArgument("expected a close reason of at most " + LONGEST_REASON
                    + " bytes of UTF-8, found " + length + "; shorten it or send it as a message before the"
                    + " close");
        }
        return this;
    }

    @Override
    public String toString() {
        return reason.isEmpty() ? Integer.toString(code) : code + " \"" + reason + "\"";
    }
}
