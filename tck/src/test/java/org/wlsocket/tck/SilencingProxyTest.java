// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SilencingProxyTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private ScriptedServer server;
    private SilencingProxy proxy;

    @BeforeEach
    void start() throws Exception {
        server = ScriptedServer.start(Script.echo());
        proxy = SilencingProxy.inFrontOf(server.port());
    }

    @AfterEach
    void stop() throws Exception {
        proxy.close();
        server.close();
    }

    @Test
    void messages_and_ends_pass_in_both_directions() throws Exception {
        try (RawPeer peer = RawPeer.open(proxy.uri(server.uri("/a?b")))) {
            peer.send(Frame.text("hello"));
            assertThat(peer.readFrame().text()).isEqualTo("hello");
            peer.send(Frame.close(1000, ""));
            assertThat(peer.readFrame().closeCode()).isEqualTo(1000);
            assertThat(peer.readFrame()).isNull();
        }
        server.awaitLive(0, SOON);
        assertThat(server.connections().get(0).end()).contains(PeerEnd.FIN);
        assertThat(proxy.accepted()).isEqualTo(1);
    }

    @Test
    void a_reset_of_either_side_passes_as_a_reset() throws Exception {
        RawPeer rude = RawPeer.open(proxy.uri(server.uri("/")));
        rude.reset();
        server.awaitLive(0, SOON);
        assertThat(server.connections().get(0).end()).contains(PeerEnd.RESET);

        try (RawPeer victim = RawPeer.open(proxy.uri(server.uri("/")))) {
            server.connections().get(1).rst();
            assertThatIOException().isThrownBy(victim::readFrame).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void in_silence_nothing_passes_and_afterwards_everything() throws Exception {
        try (RawPeer peer = RawPeer.open(proxy.uri(server.uri("/")))) {
            proxy.stopForwarding();
            peer.send(Frame.text("held"));
            peer.socket().shutdownOutput();
            peer.socket().setSoTimeout(200);
            assertThatThrownBy(peer::readFrame).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.connections().get(0).log()).isEmpty();
            assertThat(server.live()).isEqualTo(1);
            assertThat(proxy.live()).isEqualTo(1);

            proxy.resume();
            peer.socket().setSoTimeout(10_000);
            assertThat(peer.readFrame().text()).isEqualTo("held");
            server.awaitLive(0, SOON);
        }
    }

    @Test
    void in_silence_a_reset_is_held_back_and_a_new_connection_gets_no_answer() throws Exception {
        RawPeer old = RawPeer.open(proxy.uri(server.uri("/")));
        proxy.stopForwarding();
        old.reset();
        try (RawPeer late = RawPeer.connect(proxy.uri(server.uri("/")))) {
            late.write(RawPeer.request("/"));
            late.socket().setSoTimeout(200);
            assertThatThrownBy(late::readHead).isInstanceOf(SocketTimeoutException.class);
            assertThat(server.live()).isEqualTo(1);
            proxy.resume();
            server.awaitAccepted(2, SOON);
            server.awaitLive(1, SOON);
        }
    }

    @Test
    void reset_resets_both_sides_also_in_silence() throws Exception {
        try (RawPeer peer = RawPeer.open(proxy.uri(server.uri("/")))) {
            proxy.stopForwarding();
            proxy.reset();
            assertThatIOException().isThrownBy(peer::readFrame).isInstanceOf(SocketException.class);
            server.awaitLive(0, SOON);
            assertThat(server.connections().get(0).end()).contains(PeerEnd.RESET);
            assertThat(proxy.live()).isZero();
        }
    }
}
