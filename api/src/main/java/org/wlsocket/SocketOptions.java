// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a socket behaves; an immutable value. Each {@code withX} returns a changed copy. */
public final class SocketOptions {

    private static final int MIB = 1024 * 1024;
    private static final int LARGEST_MESSAGE = 256 * MIB;

    private static final SocketOptions DEFAULTS = new SocketOptions(new Draft());

    private final boolean autoConnect;
    private final Bound sendBuffer;
    private final Bound receiveBuffer;
    private final int maxMessageSize;
    private final Duration writeLimit;
    private final Duration closeLimit;
    private final Reconnect reconnect;
    private final OfflineQueue queue;
    private final @Nullable Readiness readiness;
    private final Duration prepareLimit;
    private final @Nullable Duration pingInterval;
    private final Duration pongLimit;

    private SocketOptions(Draft from) {
        this.autoConnect = from.autoConnect;
        this.sendBuffer = from.sendBuffer;
        this.receiveBuffer = from.receiveBuffer;
        this.maxMessageSize = from.maxMessageSize;
        this.writeLimit = from.writeLimit;
        this.closeLimit = from.closeLimit;
        this.reconnect = from.reconnect;
        this.queue = from.queue;
        this.readiness = from.readiness;
        this.prepareLimit = from.prepareLimit;
        this.pingInterval = from.pingInterval;
        this.pongLimit = from.pongLimit;
    }

    /** The values while one of them is being changed; begins with the defaults. */
    private static final class Draft {

        private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

        private boolean autoConnect = true;
        private Bound sendBuffer = new Bound(1000, 8L * MIB);
        private Bound receiveBuffer = new Bound(1000, 8L * MIB);
        private int maxMessageSize = MIB;
        private Duration writeLimit = TEN_SECONDS;
        private Duration closeLimit = TEN_SECONDS;
        private Reconnect reconnect = Reconnect.off();
        private OfflineQueue queue = OfflineQueue.off();
        private @Nullable Readiness readiness;
        private Duration prepareLimit = TEN_SECONDS;
        private @Nullable Duration pingInterval = Duration.ofSeconds(20);
        private Duration pongLimit = TEN_SECONDS;
    }

    private SocketOptions with(Consumer<Draft> change) {
        Draft draft = new Draft();
        draft.autoConnect = autoConnect;
        draft.sendBuffer = sendBuffer;
        draft.receiveBuffer = receiveBuffer;
        draft.maxMessageSize = maxMessageSize;
        draft.writeLimit = writeLimit;
        draft.closeLimit = closeLimit;
        draft.reconnect = reconnect;
        draft.queue = queue;
        draft.readiness = readiness;
        draft.prepareLimit = prepareLimit;
        draft.pingInterval = pingInterval;
        draft.pongLimit = pongLimit;
        change.accept(draft);
        return new SocketOptions(draft);
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

    /**
     * {@return the defaults: connect at once, no reconnect, no queue, a ping every 20 s that must be followed
     * by a frame within 10 s, 1,000 messages or 8 MiB each way, messages up to 1 MiB, limits 10 s}
     */
    public static SocketOptions defaults() {
        return DEFAULTS;
    }

    /** Sets whether {@code connect} opens the socket, or leaves it idle until {@link NamedSocket#open()}. */
    public SocketOptions withAutoConnect(boolean value) {
        return with(draft -> draft.autoConnect = value);
    }

    /** Bounds the messages that are accepted and not written yet; a larger single message is refused. */
    public SocketOptions withSendBuffer(int messages, long bytes) {
        Bound bound = new Bound(messages, bytes);
        return with(draft -> draft.sendBuffer = bound);
    }

    /**
     * Bounds the messages that came and are not delivered yet; a larger single one is taken when no other
     * waits.
     */
    public SocketOptions withReceiveBuffer(int messages, long bytes) {
        Bound bound = new Bound(messages, bytes);
        return with(draft -> draft.receiveBuffer = bound);
    }

    /**
     * Sets the largest message that is received, in bytes (C11).
     *
     * @param bytes from 1 to 256 MiB, texts counted in UTF-8
     */
    public SocketOptions withMaxMessageSize(int bytes) {
        int checked = (int) Checks.within(bytes, 1, LARGEST_MESSAGE, "largest message size in bytes");
        return with(draft -> draft.maxMessageSize = checked);
    }

    /**
     * Sets how long the link may go without the end of a write while one is under way, before it is given up;
     * 10 s by default. One message that needs longer to be written needs a higher limit.
     */
    public SocketOptions withWriteLimit(Duration limit) {
        Duration checked = Checks.positive(limit, "write limit");
        return with(draft -> draft.writeLimit = checked);
    }

    /** Sets how long the peer may take to answer a close before the link is cut (C6); 10 s by default. */
    public SocketOptions withCloseLimit(Duration limit) {
        Duration checked = Checks.positive(limit, "close limit");
        return with(draft -> draft.closeLimit = checked);
    }

    /** Sets whether and how the socket comes back after the end of a link (R1). */
    public SocketOptions withReconnect(Reconnect value) {
        Reconnect checked = Checks.notNull(value, "kind of reconnect");
        return with(draft -> draft.reconnect = checked);
    }

    /** Sets whether messages wait while the socket is not ready (R8); bounded by {@link #sendBuffer()}. */
    public SocketOptions withQueue(OfflineQueue value) {
        OfflineQueue checked = Checks.notNull(value, "kind of queue");
        return with(draft -> draft.queue = checked);
    }

    /** Sets what makes each new link ready before queued messages go out (R10). */
    public SocketOptions withReadiness(Readiness value) {
        Readiness checked = Checks.notNull(value, "readiness");
        return with(draft -> draft.readiness = checked);
    }

    /** Sets how long the {@link Readiness} may take, from its call on; 10 s by default. */
    public SocketOptions withPrepareLimit(Duration limit) {
        Duration checked = Checks.positive(limit, "prepare limit");
        return with(draft -> draft.prepareLimit = checked);
    }

    /**
     * Sets how a dead peer is noticed (R11): after each ping some frame, whichever, must come.
     *
     * @param interval from one ping to the next
     * @param limit how long the peer may be silent after a ping was written; also how long
     *     {@link NamedSocket#ping()} waits for its pong
     */
    public SocketOptions withPings(Duration interval, Duration limit) {
        Duration every = Checks.positive(interval, "ping interval");
        Duration most = Checks.positive(limit, "limit of silence after a ping");
        return with(draft -> {
            draft.pingInterval = every;
            draft.pongLimit = most;
        });
    }

    /** Sends no pings: a peer that is gone is noticed only when a write stands still. */
    public SocketOptions withoutPings() {
        return with(draft -> draft.pingInterval = null);
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

    /** {@return how long the link may go without the end of a write while one is under way} */
    public Duration writeLimit() {
        return writeLimit;
    }

    /** {@return how long the peer may take to answer a close} */
    public Duration closeLimit() {
        return closeLimit;
    }

    /** {@return whether and how the socket comes back} */
    public Reconnect reconnect() {
        return reconnect;
    }

    /** {@return whether messages wait while the socket is not ready} */
    public OfflineQueue queue() {
        return queue;
    }

    /** {@return what makes each new link ready; empty where a link is ready when it is open} */
    public Optional<Readiness> readiness() {
        return Optional.ofNullable(readiness);
    }

    /** {@return how long the readiness may take} */
    public Duration prepareLimit() {
        return prepareLimit;
    }

    /** {@return the time from one ping to the next; empty without pings} */
    public Optional<Duration> pingInterval() {
        return Optional.ofNullable(pingInterval);
    }

    /** {@return how long the peer may be silent after a ping was written, and how long {@code ping} waits} */
    public Duration pongLimit() {
        return pongLimit;
    }
}
