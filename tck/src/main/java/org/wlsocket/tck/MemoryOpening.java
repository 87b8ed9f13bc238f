// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Failure;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Opening;

/** How a {@link MemoryPeer} answers the upgrade request: with 101 and at once unless told otherwise. */
public final class MemoryOpening {

    private boolean held; // guarded by this
    private int status = 101; // guarded by this
    private String subprotocol = ""; // guarded by this
    private Map<String, List<String>> headers = Map.of(); // guarded by this
    private @Nullable Failure failure; // guarded by this
    private Runnable delay = () -> {}; // guarded by this

    MemoryOpening() {}

    /** Waits with the answer, however long, until {@link #release} or {@link #refuse}. */
    public synchronized void hold() {
        held = true;
    }

    /** Answers now. */
    public synchronized void release() {
        held = false;
        notifyAll();
    }

    /** Chooses a sub-protocol, also one that was not offered. */
    public synchronized void choose(String chosen) {
        subprotocol = chosen;
    }

    /** Adds headers to the answer 101. */
    public synchronized void headers(Map<String, List<String>> added) {
        headers = Map.copyOf(added);
    }

    /** Answers with an HTTP status instead of 101, and at once. */
    public synchronized void refuse(int httpStatus, Map<String, List<String>> answerHeaders) {
        status = httpStatus;
        headers = Map.copyOf(answerHeaders);
        release();
    }

    /** Fails the attempt as a container would that reports this. */
    public synchronized void fail(Failure reported) {
        failure = reported;
        release();
    }

    /** Takes this long for the answer, by a time that is stepped. */
    public synchronized void delay(SteppedTime time, Duration duration) {
        delay = () -> time.advance(duration);
    }

    void await() throws ConnectFailedException, InterruptedException {
        delay().run();
        awaitRelease();
    }

    private synchronized Runnable delay() {
        return delay;
    }

    private synchronized void awaitRelease() throws ConnectFailedException, InterruptedException {
        while (held) {
            wait();
        }
        if (failure != null) {
            throw new ConnectFailedException(failure);
        }
        if (status != 101) {
            throw new ConnectFailedException(Failure.of(
                            Failure.Phase.CONNECT, Failure.Reason.HTTP_STATUS, "expected HTTP 101, found "
                                    + status)
                    .withHttpAnswer(status, headers));
        }
    }

    synchronized Opening answer() {
        return new Opening(subprotocol, headers);
    }
}
