// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What has come to a {@link MemoryPeer}, and what it does with it. */
final class MemoryInbox {

    private Consumer<String> textHandler = text -> {}; // guarded by this
    private Consumer<ByteBuffer> binaryHandler = data -> {}; // guarded by this
    private Runnable limitHandler = () -> {}; // guarded by this
    private int limit = Integer.MAX_VALUE; // guarded by this
    private final List<String> texts = new ArrayList<>(); // guarded by this
    private final List<ByteBuffer> binaries = new ArrayList<>(); // guarded by this

    synchronized void onText(Consumer<String> handler) {
        textHandler = handler;
    }

    synchronized void onBinary(Consumer<ByteBuffer> handler) {
        binaryHandler = handler;
    }

    /** Runs something once this many messages have come. */
    synchronized void after(int messages, Runnable handler) {
        limit = messages;
        limitHandler = handler;
    }

    private void checkLimit() {
        Runnable handler;
        synchronized (this) {
            if (texts.size() + binaries.size() != limit) {
                return;
            }
            handler = limitHandler;
        }
        handler.run();
    }

    void take(String text) {
        handlerOf(text).accept(text);
        checkLimit();
    }

    private synchronized Consumer<String> handlerOf(String text) {
        texts.add(text);
        return textHandler;
    }

    /** Moves the position to the limit, as containers do. */
    void take(ByteBuffer data) {
        ByteBuffer taken = ByteBuffer.allocate(data.remaining()).put(data).flip().asReadOnlyBuffer();
        handlerOf(taken).accept(taken.duplicate());
        checkLimit();
    }

    private synchronized Consumer<ByteBuffer> handlerOf(ByteBuffer data) {
        binaries.add(data);
        return binaryHandler;
    }

    synchronized List<String> texts() {
        return List.copyOf(texts);
    }

    synchronized List<ByteBuffer> binaries() {
        return binaries.stream().map(ByteBuffer::duplicate).toList();
    }
}
