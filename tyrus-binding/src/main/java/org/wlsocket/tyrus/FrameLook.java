// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;

/**
 * Looks at the frame headers that go by on their way to the container (RFC 6455 section 5.2) and finds what
 * the container hides: the code of the peer's close frame, a masked frame, a length that is not in its
 * shortest form, a frame that is larger than any message may be, a part of a message that is said to be
 * compressed (RFC 7692 section 6). Everything else is the container's to judge.
 * Used by one thread at a time.
 */
final class FrameLook {

    private static final int CLOSE_FRAME = 0x88;
    private static final int CONTROL = 0x08;
    private static final int OPCODE = 0x0f;
    private static final int RSV1 = 0x40;
    private static final int MASKED = 0x80;
    private static final int LONGEST_CONTROL = 125;
    private static final int LONGEST_16_BIT = 0xffff;
    private static final int LONGEST_HEADER = 10;
    private static final int LARGE = 64 * 1024;

    private final long largest;

    /** What is longer is seen whole or not at all. */
    private final long longestInParts;

    /** Whether a close frame that breaks the protocol is left to the container. */
    private final boolean lenient;

    private final byte[] header = new byte[LONGEST_HEADER];
    private int headerBytes;
    private long payloadLeft;
    private boolean large;
    private byte @Nullable [] closeBody;
    private boolean done;
    private int looked;

    private @Nullable Failure violation;
    private @Nullable CloseStatus close;

    /** Takes the size of the largest message. */
    FrameLook(long largest) {
        this(largest, LARGE, true);
    }

    private FrameLook(long largest, long longestInParts, boolean lenient) {
        this.largest = largest;
        this.longestInParts = longestInParts;
        this.lenient = lenient;
    }

    /**
     * {@return a look for a container that takes large frames in parts, and close frames as they come}
     */
    static FrameLook strict(long largest) {
        return new FrameLook(largest, Long.MAX_VALUE, false);
    }

    /**
     * {@return what the container must not see: found in the bytes behind those that the last scan let pass}
     */
    @Nullable Failure violation() {
        return violation;
    }

    /** {@return the status of the peer's close frame once it went by whole and if it is a valid one} */
    @Nullable CloseStatus close() {
        return close;
    }

    /**
     * {@return whether what the last scan did not let pass belongs to a large frame that is not whole yet}
     */
    boolean isInLargeFrame() {
        return large && payloadLeft > 0;
    }

    /** {@return how many bytes the last scan looked at: up to the end of a close frame, or all} */
    int looked() {
        return looked;
    }

    /**
     * Looks at what came, without moving the buffer's position.
     *
     * @return how many of the bytes come before the first frame that is a close frame, a violation, or large
     *     and not whole yet
     */
    int scan(ByteBuffer bytes) {
        ByteBuffer rest = bytes.duplicate();
        int good = scan(bytes, rest);
        looked = rest.position() - bytes.position();
        return good;
    }

    private int scan(ByteBuffer bytes, ByteBuffer rest) {
        int frame = 0;
        while (rest.hasRemaining() && !done) {
            if (payloadLeft > 0) {
                readPayload(rest);
            } else {
                frame = Math.max(0, rest.position() - headerBytes - bytes.position());
                readHeader(rest);
            }
            if (closeBody != null && !done) {
                readPayload(rest);
            }
            if (done || closeBody != null) {
                return frame;
            }
        }
        return isInLargeFrame() ? frame : bytes.remaining();
    }

    private void readHeader(ByteBuffer rest) {
        header[headerBytes++] = rest.get();
        if (headerBytes < 2 || headerBytes < headerLength()) {
            return;
        }
        headerBytes = 0;
        payloadLeft = payloadLength();
        large = payloadLeft > longestInParts;
        judge();
    }

    private int headerLength() {
        int length = header[1] & 0x7f;
        return length < 126 || (header[1] & MASKED) != 0 ? 2 : length == 126 ? 4 : LONGEST_HEADER;
    }

    private long payloadLength() {
        int length = header[1] & 0x7f;
        if (length < 126) {
            return length;
        }
        return length == 126
                ? ByteBuffer.wrap(header).getShort(2) & 0xffff
                : ByteBuffer.wrap(header).getLong(2);
    }

    private void judge() {
        if ((header[1] & MASKED) != 0) {
            violated(Failure.Reason.PROTOCOL_VIOLATION, "expected unmasked frames from the server, found a"
                    + " masked one");
        } else if ((header[0] & RSV1) != 0 && !beginsMessage()) {
            violated(Failure.Reason.PROTOCOL_VIOLATION, "expected RSV1 in the first frame of a message alone,"
                    + " found it in a continuation or a control frame");
        } else if (!isShortestForm()) {
            violated(
                    Failure.Reason.PROTOCOL_VIOLATION,
                    "expected the shortest form of a frame's length, found a longer one for "
                            + Long.toUnsignedString(payloadLeft));
        } else if ((header[0] & CONTROL) != 0 && (payloadLeft < 0 || payloadLeft > LONGEST_CONTROL)) {
            violated(
                    Failure.Reason.PROTOCOL_VIOLATION,
                    "expected control frames of at most " + LONGEST_CONTROL + " bytes, found one of "
                            + Long.toUnsignedString(payloadLeft));
        } else if ((header[0] & CONTROL) == 0 && (payloadLeft < 0 || payloadLeft > largest)) {
            violated(
                    Failure.Reason.MESSAGE_TOO_LARGE,
                    "expected messages of at most " + largest + " bytes, found a frame of "
                            + Long.toUnsignedString(payloadLeft)
                            + "; raise SocketOptions.withMaxMessageSize if it is meant");
        } else if ((header[0] & 0xff) == CLOSE_FRAME) {
            closeBody = new byte[(int) payloadLeft];
        }
    }

    private boolean beginsMessage() {
        return (header[0] & OPCODE) != 0 && (header[0] & CONTROL) == 0;
    }

    /** RFC 6455 section 5.2: the minimal number of bytes must be used to encode the length. */
    private boolean isShortestForm() {
        return switch (header[1] & 0x7f) {
            case 126 -> payloadLeft > LONGEST_CONTROL;
            case 127 -> payloadLeft < 0 || payloadLeft > LONGEST_16_BIT;
            default -> true;
        };
    }

    private void violated(Failure.Reason reason, String message) {
        boolean tooLarge = reason == Failure.Reason.MESSAGE_TOO_LARGE;
        violation = Failure.of(tooLarge ? Failure.Phase.INBOUND : Failure.Phase.OPEN, reason, message);
        done = true;
    }

    private void readPayload(ByteBuffer rest) {
        int length = (int) Math.min(payloadLeft, rest.remaining());
        byte[] body = closeBody;
        if (body == null) {
            rest.position(rest.position() + length);
        } else {
            rest.get(body, (int) (body.length - payloadLeft), length);
        }
        payloadLeft -= length;
        if (body != null && payloadLeft == 0) {
            close = status(body);
            done = true;
            if (close == null && !lenient) {
                violated(Failure.Reason.PROTOCOL_VIOLATION, "expected a close frame as in RFC 6455 section"
                        + " 5.5.1, found one with an invalid body");
            }
        }
    }

    /** {@return null for a body that breaks the protocol} */
    private static @Nullable CloseStatus status(byte[] body) {
        if (body.length == 0) {
            return CloseStatus.of(CloseStatus.NO_STATUS);
        }
        if (body.length == 1) {
            return null;
        }
        int code = ByteBuffer.wrap(body).getShort(0) & 0xffff;
        return mayBeSent(code) ? withReason(code, Arrays.copyOfRange(body, 2, body.length)) : null;
    }

    private static @Nullable CloseStatus withReason(int code, byte[] reason) {
        try {
            return CloseStatus.of(
                    code,
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(reason)).toString());
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** RFC 6455 section 7.4 and the registry that it founded. */
    private static boolean mayBeSent(int code) {
        return code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;
    }
}
