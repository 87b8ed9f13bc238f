// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;

/** How a socket behaves; an immutable value. Each {@code withX} returns a changed copy. */
public final class SocketOptions {

    private static final int MIB = 1024 * 1024;
    private static final int LARGEST_MESSAGE = 256 * MIB;
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

    private static final SocketOptions DEFAULTS = new SocketOptions(
            true, new Bound(1000, 8L * MIB), new Bound(1000, 8L * MIB), MIB, TEN_SECONDS, TEN_SECONDS);

    private final boolean autoConnect;
    private final Bound sendBuffer;
    private final Bound receiveBuffer;
    private final int maxMessageSize;
    private final Duration writeLimit;
    private final Duration closeLimit;

    private SocketOptions(
            boolean autoConnect,
            Bound sendBuffer,
            Bound receiveBuffer,
            int maxMessageSize,
            Duration writeLimit,
            Duration closeLimit) {
        this.autoConnect = autoConnect;
        this.sendBuffer = sendBuffer;
        this.receiveBuffer = receiveBuffer;
        this.maxMessageSize = maxMessageSize;
        this.writeLimit = writeLimit;
        this.closeLimit = closeLimit;
    }

    /**
     * The most that may wait.
     *
     * @param messages how many messages, at least 1
     * @param bytes how many bytes together, texts counted in UTF-8, at least 1
     */
    public record Bound(int messages, long bytes) {

        /** Checks both values. */
        public Bound {
            Checks.atLeastOne(messages, "number of messages");
            Checks.within(bytes, 1, Long.MAX_VALUE, "number of bytes");
        }
    }

    /** {@return the defaults: connect at once, 1,000 messages or 8 MiB each way, messages up to 1 MiB, limits 10 s} */
    public static SocketOptions defaults() {
        return DEFAULTS;
    }

    /** Sets whether {@code connect} opens the socket, or leaves it idle until {@link NamedSocket#open()}. */
    public SocketOptions withAutoConnect(boolean value) {
        return new SocketOptions(value, sendBuffer, receiveBuffer, maxMessageSize, writeLimit, closeLimit);
    }

    /** Bounds the messages that are accepted and not written yet; a larger single message is refused. */
    public SocketOptions withSendBuffer(int messages, long bytes) {
        Bound bound = new Bound(messages, bytes);
        return new SocketOptions(autoConnect, bound, receiveBuffer, maxMessageSize, writeLimit, closeLimit);
    }

    /** Bounds the messages that came and are not delivered yet; a larger single one is taken when no other waits. */
    public SocketOptions withReceiveBuffer(int messages, long bytes) {
        Bound bound = new Bound(messages, bytes);
        return new SocketOptions(autoConnect, sendBuffer, bound, maxMessageSize, writeLimit, closeLimit);
    }

    /**
     * Sets the largest message that is received, in bytes (C11).
     *
     * @param bytes from 1 to 256 MiB, texts counted in UTF-8
     */
    public SocketOptions withMaxMessageSize(int bytes) {
        int checked = (int) Checks.within(bytes, 1, LARGEST_MESSAGE, "largest message size in bytes");
        return new SocketOptions(autoConnect, sendBuffer, receiveBuffer, checked, writeLimit, closeLimit);
    }

    /** Sets how long one write may go on without progress before the link is given up. */
    public SocketOptions withWriteLimit(Duration limit) {
        Duration checked = Checks.positive(limit, "write limit");
        return new SocketOptions(autoConnect, sendBuffer, receiveBuffer, maxMessageSize, checked, closeLimit);
    }

    /** Sets how long the peer may take to answer a close before the link is cut (C6). */
    public SocketOptions withCloseLimit(Duration limit) {
        Duration checked = Checks.positive(limit, "close limit");
        return new SocketOptions(autoConnect, sendBuffer, receiveBuffer, maxMessageSize, writeLimit, checked);
    }

    /** {@return whether {@code connect} opens the socket} */
    public boolean autoConnect() {
        return autoConnect;
    }

    /** {@return the bound of messages accepted and not written} */
    public Bound sendBuffer() {
        return sendBuffer;
    }

    /** {@return the bound of messages received and not delivered} */
    public Bound receiveBuffer() {
        return receiveBuffer;
    }

    /** {@return the largest message that is received, in bytes} */
    public int maxMessageSize() {
        return maxMessageSize;
    }

    /** {@return how long one write may go on without progress} */
    public Duration writeLimit() {
        return writeLimit;
    }

    /** {@return how long the peer may take to answer a close} */
    public Duration closeLimit() {
        return closeLimit;
    }
}
