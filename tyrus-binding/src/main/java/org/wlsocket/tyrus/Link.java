// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.spi.Opening;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WireListener;

/**
 * One connection from its attempt to its end: turns what the container says and what can be seen below it
 * into the listener's words.
 */
final class Link {

    private enum Stage {
        CONNECTING,
        /** Nobody wants it any more; its attempt has not returned yet. */
        DENIED,
        OPEN,
        OVER
    }

    private final WireListener listener;
    private final Runnable release;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.CONNECTING);

    private volatile Tcp tcp = Tcp.UNKNOWN;
    private volatile boolean givenUp;
    private volatile @Nullable Session session;
    private volatile boolean error;

    /** What was reported says what the code of the close does not. */
    private volatile boolean violation;

    /** This side's close, where the container makes it and reports it at once. */
    private volatile @Nullable CloseStatus ownClose;

    /** The container shows its bytes, so what it calls a close without a close frame is its own verdict. */
    private volatile @Nullable FrameLook look;

    /** Together with the look. */
    private volatile @Nullable CloseFrames closeFrames;

    /** Who hands bytes to the container now. */
    private volatile @Nullable Thread reader;

    /**
     * Used by the reading thread alone: what the listener is told when the container is through with the
     * bytes.
     */
    private @Nullable Runnable untold;

    /** Used by the reading thread alone. */
    private final HeldBytes held = new HeldBytes();

    /**
     * Counts what was read, at the begin and at the end of its way: odd while the container is at work with
     * it.
     */
    private final AtomicLong reads = new AtomicLong();

    /** Takes what frees the attempt's share of common things; called once. */
    Link(WireListener listener, Runnable release) {
        this.listener = listener;
        this.release = release;
    }

    WireListener listener() {
        return listener;
    }

    Tcp tcp() {
        return tcp;
    }

    void reaches(Tcp connection) {
        tcp = connection;
    }

    boolean isOpen() {
        return stage.get() == Stage.OPEN;
    }

    /** {@return whether the attempt has ended without a link} */
    boolean isGivenUp() {
        return givenUp;
    }

    /**
     * From now on the link does not open. {@return false when it is open; one that was open and has ended
     * already may have left its container waiting}
     */
    boolean deny() {
        stage.compareAndSet(Stage.CONNECTING, Stage.DENIED);
        return stage.get() != Stage.OPEN;
    }

    boolean isDenied() {
        return stage.get() == Stage.DENIED;
    }

    /** {@return whether it has neither opened nor ended} */
    boolean mayOpen() {
        return stage.get() == Stage.CONNECTING;
    }

    /** The attempt has failed. {@return false when it has not, because the link was opened} */
    boolean giveUp() {
        if (!stage.compareAndSet(Stage.CONNECTING, Stage.OVER)
                && !stage.compareAndSet(Stage.DENIED, Stage.OVER)) {
            return false;
        }
        givenUp = true;
        tcp.cut();
        release.run();
        return true;
    }

    void opened(Session opened, Wire wire, Opening opening) {
        session = opened;
        if (stage.compareAndSet(Stage.CONNECTING, Stage.OPEN)) {
            listener.opened(wire, opening);
        } else {
            closeQuietly(opened, CloseStatus.of(1001));
            tcp.cut();
        }
    }

    /** The container has opened what it should have refused. */
    void refuse(Session opened, CloseStatus status) {
        deny();
        closeQuietly(opened, status);
        tcp.cut();
    }

    // ---- what comes in ----

    void showsBytes(FrameLook newLook, CloseFrames newCloseFrames) {
        look = newLook;
        closeFrames = newCloseFrames;
    }

    /** Hands bytes to the container, no further than what it must not see. */
    void read(ByteBuffer bytes, Consumer<ByteBuffer> container) {
        FrameLook seeing = look;
        reads.incrementAndGet();
        reader = Thread.currentThread();
        try {
            if (seeing == null) {
                container.accept(bytes);
            } else {
                readLooking(bytes, container, seeing);
            }
        } catch (RuntimeException | Error e) {
            broken(e);
        } finally {
            reads.incrementAndGet();
            tellUntold();
        }
    }

    private void tellUntold() {
        Runnable end = untold;
        reader = null;
        untold = null;
        if (end != null) {
            tcp.finish();
            end.run();
        }
    }

    /**
     * A violation in front of a close frame must not pass for the close, so they reach the container apart.
     */
    private void readLooking(ByteBuffer bytes, Consumer<ByteBuffer> container, FrameLook seeing) {
        if (seeing.violation() != null || seeing.close() != null) {
            // It is being told of what came before.
            return;
        }
        int good = seeing.scan(bytes);
        int end = bytes.position() + seeing.looked();
        pass(bytes, good, container);
        Failure violation = seeing.violation();
        if (violation != null) {
            int code = violation.reason() == Failure.Reason.MESSAGE_TOO_LARGE ? 1009 : 1002;
            tcp.afterReports(() -> end(CloseStatus.of(code), () -> listener.failed(violation)));
        } else {
            readRest(bytes, end - bytes.position(), container, seeing);
        }
        bytes.position(bytes.limit());
    }

    /** What follows a close frame is nobody's (RFC 6455 section 5.5.1); not every container drops it. */
    private void readRest(
            ByteBuffer bytes, int length, Consumer<ByteBuffer> container, FrameLook seeing) {
        CloseStatus close = seeing.close();
        CloseFrames frames = closeFrames;
        CloseFrames.Came came = close == null || frames == null ? CloseFrames.Came.FIRST : frames.came(close);
        if (came == CloseFrames.Came.LAST) {
            answered(Objects.requireNonNull(close));
        } else if (seeing.isInLargeFrame()) {
            held.add(bytes);
            listener.alive();
        } else if (came == CloseFrames.Came.FIRST) {
            pass(bytes, length, container);
        }
    }

    private void pass(ByteBuffer bytes, int length, Consumer<ByteBuffer> container) {
        if (length > 0 && isOpen()) {
            container.accept(held.followedBy(bytes.slice(bytes.position(), length)));
            bytes.position(bytes.position() + length);
        }
    }

    // ---- the end ----

    /** The container says that the link is closed. */
    void closed(CloseReason reason) {
        tcp.afterReports(() -> closedAfterReports(reason));
    }

    private void closedAfterReports(CloseReason reason) {
        int code = reason.getCloseCode().getCode();
        String phrase = reason.getReasonPhrase() == null ? "" : reason.getReasonPhrase();
        boolean verdict = look != null || isVerdict(code);
        if (isOpen()) {
            // Jetty takes some answers for errors.
            tcp.answer(CloseStatus.of(code, phrase));
        }
        if (isFirstEnd()) {
            // Chosen now: what is read until it is told is not of this end.
            Runnable report = report(code, phrase, verdict);
            tell(() -> {
                if (code == CloseStatus.ABNORMAL && !violation) {
                    tcp.endToo();
                }
                report.run();
                release.run();
            });
        }
    }

    private Runnable report(int code, String phrase, boolean verdict) {
        CloseFrames frames = closeFrames;
        CloseStatus seen = frames == null ? null : frames.peers();
        CloseStatus peers = seen == null ? ownClose : seen;
        if (code == CloseStatus.ABNORMAL && violation) {
            // Of a frame before the peer's close.
            return () -> listener.failed(verdict(1002, phrase));
        } else if (peers != null) {
            return () -> listener.closed(peers);
        } else if (code == CloseStatus.ABNORMAL) {
            return () -> listener.closed(CloseStatus.of(CloseStatus.ABNORMAL));
        } else if (!verdict) {
            return () -> listener.closed(CloseStatus.of(code, phrase));
        } else {
            return () -> listener.failed(verdict(code, phrase));
        }
    }

    /**
     * The container answers the peer's close after it has told of it; who then closes everything must not be
     * faster.
     */
    private void tell(Runnable end) {
        if (Thread.currentThread() == reader) {
            untold = end;
        } else {
            end.run();
        }
    }

    /** The container calls what comes now an error; the peer's own close with the same code is none. */
    void errorReported(boolean isViolation) {
        error = true;
        violation |= isViolation;
    }

    /** {@return whether the container says by this code that it gave the link up} */
    private boolean isVerdict(int code) {
        return error && (code == 1002 || code == 1003 || code == 1007 || code == 1009);
    }

    private static Failure verdict(int code, String phrase) {
        String message = "the container gave the link up with " + CloseStatus.of(code, phrase);
        return switch (code) {
            case 1009 -> Failure.of(Failure.Phase.INBOUND, Failure.Reason.MESSAGE_TOO_LARGE, message);
            case 1002, 1003, 1007 ->
                Failure.of(Failure.Phase.OPEN, Failure.Reason.PROTOCOL_VIOLATION, message);
            default -> Failure.of(Failure.Phase.OPEN, Failure.Reason.OTHER, message);
        };
    }

    /** This side closes. */
    void close(CloseStatus status) {
        Session open = session;
        CloseFrames frames = closeFrames;
        if (open == null) {
            return;
        }
        if (frames == null) {
            if (!tcp.sendClose(status)) {
                closeQuietly(open, status);
            }
            return;
        }
        switch (frames.send(open, status)) {
            case DONE -> {}
            case CROSSED -> answered(Objects.requireNonNull(frames.peers()));
            case IMPOSSIBLE -> {
                ownClose = status;
                closeQuietly(open, status);
            }
        }
    }

    /** The peer has answered the close frame that went past the container, which hears of neither. */
    private void answered(CloseStatus close) {
        // Not a reset: it might destroy our frame on its way.
        end(close, () -> listener.closed(close), tcp::cut);
    }

    /** TCP has ended. The container should say so as soon as it has handed over what it had read. */
    void tcpEnded(Watch watch) {
        Settling settling = new Settling();
        settling.look = watch.begin(settling);
        if (settling.look == null) {
            lost();
        }
    }

    private final class Settling implements Runnable {

        private static final int QUIET_LOOKS = 4;

        private volatile @Nullable Future<?> look;
        private long seen = -1;
        private int quiet;

        @Override
        public void run() {
            long now = reads.get();
            quiet = now == seen && now % 2 == 0 ? quiet + 1 : 0;
            seen = now;
            if (!isOpen() || quiet >= QUIET_LOOKS) {
                Watch.end(look);
                lost();
            }
        }
    }

    private void lost() {
        if (isFirstEnd()) {
            tcp.endToo();
            listener.closed(CloseStatus.of(CloseStatus.ABNORMAL));
            closeQuietly(session, CloseStatus.of(1001));
            release.run();
        }
    }

    /** Something that must not throw has thrown. */
    void broken(Throwable thrown) {
        giveUp();
        Failure failure = Failure.of(
                Failure.Phase.OPEN, Failure.Reason.OTHER, "the binding failed: " + thrown);
        end(CloseStatus.of(1011), () -> listener.failed(failure.withException(thrown)));
    }

    /** Ends the link at once; its listener gets no further report. */
    void abort(CloseStatus status) {
        end(status, () -> {});
    }

    /** Takes what the listener is told of a link that was open. */
    private void end(CloseStatus status, Runnable report) {
        end(status, report, tcp::reset);
    }

    private void end(CloseStatus status, Runnable report, Runnable cut) {
        boolean first = isFirstEnd();
        if (first) {
            report.run();
        }
        CloseFrames frames = closeFrames;
        if (frames != null && frames.isSent()) {
            // The container would send a second close frame.
            cut.run();
        }
        try {
            closeQuietly(session, status);
        } finally {
            cut.run();
            if (first) {
                // Not before: a container that is stopped closes with a status of its own.
                release.run();
            }
        }
    }

    private boolean isFirstEnd() {
        return stage.compareAndSet(Stage.OPEN, Stage.OVER);
    }

    private static void closeQuietly(@Nullable Session session, CloseStatus status) {
        if (session == null) {
            return;
        }
        try {
            session.close(SessionWire.reason(status));
        } catch (IOException | RuntimeException e) {
            // It is being closed already, or its container is.
        }
    }
}
