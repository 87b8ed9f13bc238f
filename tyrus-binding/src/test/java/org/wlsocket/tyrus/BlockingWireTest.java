// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WriteListener;

/** A wire whose container keeps its caller. */
class BlockingWireTest {

    private static final int PATIENCE_SECONDS = 10;

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final Writers writers = new Writers();
    private final BlockingWire wire =
            new BlockingWire(new Waiting(), writers, () -> calls.add("cut"));

    /** Waits in each write until it is interrupted. */
    private class Waiting implements Wire {

        @Override
        public void write(String text, WriteListener end) {
            begun.countDown();
            try {
                never.await();
            } catch (InterruptedException e) {
                end.ended(e);
            }
        }

        @Override
        public void write(ByteBuffer data, WriteListener end) {
            write("", end);
        }

        @Override
        public void ping(ByteBuffer payload, WriteListener end) {
            write("", end);
        }

        @Override
        public void close(CloseStatus status) {
            calls.add("close " + status.code());
        }

        @Override
        public void abort(CloseStatus status) {
            calls.add("abort " + status.code());
        }
    }

    @AfterEach
    void no_writer_stays() {
        never.countDown();
        writers.close();
    }

    private void end(Throwable failure) {
        ends.add(failure == null ? "written" : failure.getClass().getSimpleName());
    }

    @Test
    void r7_an_abort_has_told_the_peer_and_cut_when_it_returns() {
        Duration patience = Duration.ofSeconds(PATIENCE_SECONDS);
        BlockingWire patient =
                new BlockingWire(new Waiting(), writers, () -> calls.add("cut"), patience, patience);

        patient.abort(CloseStatus.of(1001));

        assertThat(calls).containsExactly("abort 1001", "cut");
    }

    @Test
    void r7_an_abort_has_cut_when_it_returns_also_while_a_write_waits_which_ends() throws Exception {
        wire.write("kept", this::end);
        assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(ends).isEmpty();

        wire.abort(CloseStatus.of(1001));

        assertThat(calls).contains("cut");
        assertThat(ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("InterruptedException");
    }

    @Test
    void r7_an_abort_whose_peer_cannot_be_told_has_cut_when_it_returns() {
        BlockingWire deaf = new BlockingWire(new Waiting() {
            @Override
            public void abort(CloseStatus status) {
                write("", failure -> {});
            }
        }, writers, () -> calls.add("cut"));

        deaf.abort(CloseStatus.of(1001));

        assertThat(calls).containsExactly("cut");
    }

    @Test
    void c4_a_write_does_not_keep_its_caller_and_without_threads_fails() throws Exception {
        wire.write(ByteBuffer.allocate(1), this::end);
        assertThat(begun.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(ends).isEmpty();
        never.countDown();
        writers.close();

        wire.ping(ByteBuffer.allocate(1), this::end);
        assertThat(ends.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("RejectedExecutionException");
        wire.close(CloseStatus.NORMAL);
        assertThat(calls).containsExactly("abort 1000");
    }
}
