// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.spi.Opening;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WireListener;

/** Writes down what a provider reports, one line each, and waits for it. */
class RecordingListener implements WireListener {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<String> reports = new LinkedBlockingQueue<>();
    private final CompletableFuture<Wire> wire = new CompletableFuture<>();
    private final CountDownLatch signsOfLife = new CountDownLatch(2);
    private final CountDownLatch gate;
    private volatile Opening opening = new Opening("", java.util.Map.of());

    RecordingListener() {
        this(new CountDownLatch(0));
    }

    /** A text waits until the gate is open. */
    RecordingListener(CountDownLatch gate) {
        this.gate = gate;
    }

    @Override
    public void opened(Wire newWire, Opening newOpening) {
        opening = newOpening;
        wire.complete(newWire);
        reports.add("opened");
    }

    @Override
    public void text(String part, boolean last) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reports.add("text " + part + (last ? "" : " ..."));
    }

    @Override
    public void binary(ByteBuffer part, boolean last) {
        reports.add("binary " + part.remaining() + (last ? "" : " ..."));
    }

    @Override
    public void alive() {
        signsOfLife.countDown();
    }

    @Override
    public void pong(ByteBuffer payload) {
        reports.add("pong " + payload.remaining());
    }

    @Override
    public void closed(CloseStatus status) {
        reports.add("closed " + status);
    }

    @Override
    public void failed(Failure failure) {
        reports.add("failed " + failure.phase() + "/" + failure.reason());
    }

    Wire wire() {
        return wire.join();
    }

    boolean isOpened() {
        return wire.isDone();
    }

    /** {@return whether bytes that make no part came twice} */
    boolean isAlive() throws InterruptedException {
        return signsOfLife.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    Opening opening() {
        return opening;
    }

    String next() throws InterruptedException {
        String report = reports.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (report == null) {
            throw new AssertionError("expected a report within " + PATIENCE + ", found none");
        }
        return report;
    }

    /** {@return all reports up to the end of the link} */
    List<String> toTheEnd() throws InterruptedException {
        List<String> all = new ArrayList<>();
        String report;
        do {
            report = next();
            all.add(report);
        } while (!report.startsWith("closed") && !report.startsWith("failed"));
        return all;
    }

    /** {@return what is there now} */
    List<String> rest() {
        List<String> all = new ArrayList<>();
        reports.drainTo(all);
        return all;
    }
}
