// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a connection of Undertow reads, looked at before Undertow sees it. Undertow itself reads on while a
 * listener waits (E10), with everything in memory; here it must wait. Bytes are read by one thread.
 */
final class UndertowReads {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");

    /** So much may have been read and not been reported: some reads of Undertow. */
    private static final long MOST_UNREPORTED = 256 * 1024;

    private static final int END = -1;

    private final Link link;
    private final Object source;
    private final Executor reading;

    /** Runs reports in order. */
    private final Executor reports;

    private ByteBuffer raw = ByteBuffer.allocate(0);
    private final AtomicLong unreported = new AtomicLong();
    private final AtomicBoolean paused = new AtomicBoolean();

    private UndertowReads(Link link, Object source, Executor reading, Executor reports) {
        this.link = link;
        this.source = source;
        this.reading = reading;
        this.reports = reports;
    }

    /** Begins to look; the channel has not begun to read. */
    static void begin(Object channel, Executor reports, Link link) throws ReflectiveOperationException {
        Object connection = Reflect.get(channel, "channel");
        Object source = Objects.requireNonNull(Reflect.call(connection, "getSourceChannel"));
        Object conduit = Objects.requireNonNull(Reflect.call(source, "getConduit"));
        Executor reading = (Executor) Objects.requireNonNull(Reflect.call(connection, "getIoThread"));
        Class<?> type = Reflect.type(
                source.getClass().getClassLoader(), "org.xnio.conduits.StreamSourceConduit");
        UndertowReads reads = new UndertowReads(link, source, reading, reports);
        Reflect.call(source, "setConduit", Reflect.around(conduit, type, Map.of("read", reads::read)));
    }

    private @Nullable Object read(@Nullable Object[] arguments, Reflect.Next next) throws Throwable {
        if (arguments.length != 1 || !(arguments[0] instanceof ByteBuffer into)) {
            return next.call(arguments);
        }
        if (unreported.get() > MOST_UNREPORTED) {
            pause();
            return 0;
        }
        int room = into.remaining();
        if (raw.capacity() < room) {
            raw = ByteBuffer.allocate(room);
        }
        Object count = readRaw(next, raw.clear().limit(room));
        if (!(count instanceof Integer known) || known <= 0) {
            return count;
        }
        unreported.addAndGet(known);
        link.read(raw.flip(), into::put);
        // This thread takes them apart when it returns from here.
        reading.execute(() -> UndertowTuner.executeOrRun(reports, () -> reported(known)));
        return room - into.remaining();
    }

    /** XNIO trips over what has been cut by another thread meanwhile, and would log that as an error. */
    private @Nullable Object readRaw(Reflect.Next next, ByteBuffer into) throws Throwable {
        try {
            return next.call(into);
        } catch (RuntimeException e) {
            boolean ended = !((Channel) source).isOpen() || !(link.isOpen() || link.mayOpen());
            if (ended) {
                return END;
            }
            throw e;
        }
    }

    private void reported(int count) {
        unreported.addAndGet(-count);
        goOn();
    }

    /** In this order: who takes the pause away must find it begun. */
    private void pause() throws ReflectiveOperationException {
        Reflect.call(source, "suspendReads");
        paused.set(true);
        goOn();
    }

    private void goOn() {
        if (unreported.get() <= MOST_UNREPORTED / 2 && paused.compareAndSet(true, false)) {
            try {
                Reflect.call(source, "wakeupReads");
            } catch (ReflectiveOperationException e) {
                LOG.log(System.Logger.Level.DEBUG, "the connection has ended before it was read on", e);
            }
        }
    }
}
