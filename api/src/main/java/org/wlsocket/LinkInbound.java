// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.wlsocket.LinkState.Emission;
import org.wlsocket.spi.Opening;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WireListener;

/**
 * What the provider reports of one link: messages are made whole and enqueued, all else is a signal to the
 * link.
 */
final class LinkInbound implements WireListener {

    private final Link link;
    private final ManagedSocket socket;
    private final Inbox inbox;
    private final Kernel kernel;
    private final SocketLock lock;
    private final MessageAssembler assembler;

    LinkInbound(Link link, ManagedSocket socket, SocketShared shared) {
        this.link = link;
        this.socket = socket;
        this.inbox = shared.inbox();
        this.kernel = shared.kernel();
        this.lock = shared.lock();
        this.assembler = new MessageAssembler(socket.options().maxMessageSize());
    }

    @Override
    public boolean isWanted() {
        return link.isWanted();
    }

    @Override
    public void opened(Wire wire, Opening opening) {
        link.opened(wire, opening);
    }

    @Override
    public void alive() {
        link.heartbeat().alive();
    }

    @Override
    public void text(String part, boolean last) {
        link.heartbeat().alive();
        MessageAssembler.Whole<String> whole = assembler.add(part, last);
        if (whole != null) {
            deliver(SocketEvent.Text.of(socket, whole.content()), whole.size());
        } else if (assembler.isTooLarge()) {
            link.giveUp(tooLarge());
        }
    }

    @Override
    public void binary(ByteBuffer part, boolean last) {
        link.heartbeat().alive();
        MessageAssembler.Whole<ByteBuffer> whole = assembler.add(part, last);
        if (whole != null) {
            deliver(SocketEvent.Binary.owning(socket, whole.content()), whole.size());
        } else if (assembler.isTooLarge()) {
            link.giveUp(tooLarge());
        }
    }

    @Override
    public void pong(ByteBuffer payload) {
        link.heartbeat().alive();
        link.pong(payload);
    }

    @Override
    public void closed(CloseStatus status) {
        link.closed(status);
    }

    @Override
    public void failed(Failure failure) {
        link.failed(failure);
    }

    /** Takes a message into the inbox; waits for room there, or for the end of the link (E10). */
    private void deliver(SocketEvent.Message message, int size) {
        Instant now = kernel.now();
        if (!offer(message, size, now)) {
            waitAndDeliver(message, size, now);
        }
    }

    /** {@return false when there is no room for it now} */
    private boolean offer(SocketEvent.Message message, int size, Instant now) {
        boolean dispatch = false;
        lock.lock();
        try {
            if (link.isLive() && !inbox.hasRoomFor(size)) {
                return false;
            }
            if (link.state().message().emissions().contains(Emission.MESSAGE)) {
                dispatch = inbox.addMessage(message, size, now);
            }
        } finally {
            lock.unlock();
        }
        if (dispatch) {
            inbox.dispatch();
        }
        return true;
    }

    private void waitAndDeliver(SocketEvent.Message message, int size, Instant now) {
        if (!kernel.provider().letReaderWait()) {
            link.giveUp(overloaded());
            return;
        }
        link.heartbeat().suspend();
        try {
            do {
                awaitRoom(size);
            } while (!offer(message, size, now));
        } finally {
            link.writer().readsAgain();
            link.heartbeat().resume();
            kernel.provider().readerGoesOn();
        }
    }

    private void awaitRoom(int size) {
        lock.lock();
        try {
            while (link.isLive() && !inbox.hasRoomFor(size)) {
                lock.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private Failure tooLarge() {
        return Failure.of(
                Failure.Phase.INBOUND,
                Failure.Reason.MESSAGE_TOO_LARGE,
                "expected a message of at most " + socket.options().maxMessageSize()
                        + " bytes, found a larger one; raise"
                        + " SocketOptions.withMaxMessageSize if it is meant");
    }

    private static Failure overloaded() {
        return Failure.of(
                Failure.Phase.INBOUND,
                Failure.Reason.OVERLOADED,
                "expected fewer sockets whose listeners are behind, found as many as the container has"
                        + " threads for; make the listener faster or raise SocketOptions.withReceiveBuffer");
    }
}
