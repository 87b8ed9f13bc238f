// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.wlsocket.CloseStatus;

/** A {@link MemoryPeer} in the hands of the contract suite. */
final class MemoryPeerLink implements PeerLink {

    private final MemoryPeer peer;
    private final AtomicInteger pongs = new AtomicInteger();

    MemoryPeerLink(MemoryPeer peer) {
        this.peer = peer;
    }

    @Override
    public String target() {
        String query = peer.handshake().uri().getRawQuery();
        return peer.handshake().uri().getRawPath() + (query == null ? "" : "?" + query);
    }

    @Override
    public List<String> header(String name) {
        return peer.handshake().headers().getOrDefault(name, List.of());
    }

    @Override
    public List<String> subprotocols() {
        return peer.handshake().subprotocols();
    }

    @Override
    public PeerLink upgrade(String subprotocol) {
        peer.opening().choose(subprotocol);
        peer.opening().release();
        return this;
    }

    @Override
    public PeerLink upgradeWith(String... texts) {
        Arrays.stream(texts).forEach(peer::send);
        return upgrade();
    }

    @Override
    public void refuse(int status, Map<String, String> headers) {
        peer.opening().refuse(status, headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue()))));
    }

    @Override
    public void text(String text) {
        peer.send(text);
    }

    @Override
    public void fragments(String text) {
        int cut = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
        peer.sendFragments(text.substring(0, cut), "", text.substring(cut));
    }

    /** Pings and fragments do not meet in memory. */
    @Override
    public void fragmentsAroundPing(String text) {
        fragments(text);
        ping();
    }

    @Override
    public void binary(byte... payload) {
        peer.send(ByteBuffer.wrap(payload));
    }

    @Override
    public void fragments(byte... payload) {
        int half = payload.length / 2;
        peer.sendFragments(
                ByteBuffer.wrap(payload, 0, half), ByteBuffer.wrap(payload, half, payload.length - half));
    }

    /** A container answers a ping when it has read it, behind all that came before. */
    @Override
    public void ping() {
        peer.afterDelivery(pongs::incrementAndGet);
    }

    @Override
    public int pongs() {
        return pongs.get();
    }

    @Override
    public void close(int code, String reason) {
        peer.close(CloseStatus.of(code, reason));
    }

    @Override
    public void closeEmpty() {
        peer.close(CloseStatus.of(CloseStatus.NO_STATUS));
    }

    @Override
    public void drop() {
        peer.drop();
    }

    @Override
    public void reset() {
        peer.drop();
    }

    @Override
    public void violate() {
        peer.violate();
    }

    @Override
    public void ignoreClose() {
        peer.ignoreClose();
    }

    @Override
    public void holdReading() {
        peer.wire().holdWrites();
    }

    @Override
    public void resumeReading() {
        peer.wire().letWritesEnd();
    }

    @Override
    public List<String> texts() {
        return peer.texts();
    }

    @Override
    public List<ByteBuffer> binaries() {
        return peer.binaries();
    }

    @Override
    public Optional<CloseStatus> closedWith() {
        return peer.closedWith();
    }

    @Override
    public boolean isLive() {
        return peer.isOpen();
    }

    @Override
    public boolean isReadToTheEnd() {
        return !isLive();
    }
}
