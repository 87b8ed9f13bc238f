// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.wlsocket.Destination;
import org.wlsocket.Failure;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.tck.ScriptedServer;

/** A provider for each test; at its end nothing of it may be left. */
abstract class ProviderTests {

    static final Duration PATIENCE = RecordingListener.PATIENCE;
    static final int LARGEST = 1 << 20;

    final JakartaProvider provider = new JakartaProvider();

    /** Of others who use Tyrus in this JVM without the binding. */
    private final Set<Thread> threadsBefore = transportThreads();

    @AfterEach
    void nothing_is_left_after_the_close_of_the_provider() {
        provider.close();
        Awaitility.await("no thread is left")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(newThreads()).isEmpty());
    }

    /** {@return the threads that the binding and its container have started in this test} */
    Set<Thread> newThreads() {
        Set<Thread> threads = transportThreads();
        threads.removeAll(threadsBefore);
        return threads;
    }

    private static Set<Thread> transportThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("wlsocket-tyrus")
                        || thread.getName().strip().startsWith("tyrus-jdk")
                        || thread.getName().startsWith("tyrus-grizzly"))
                .collect(Collectors.toSet());
    }

    static Handshake to(URI uri) {
        return Handshake.of(Destination.of(uri), LARGEST);
    }

    static Handshake to(Destination destination) {
        return Handshake.of(destination, LARGEST);
    }

    /** Connects; the opening has been reported. */
    RecordingListener open(URI uri) throws Exception {
        return open(to(uri));
    }

    RecordingListener open(Handshake handshake) throws Exception {
        RecordingListener listener = new RecordingListener();
        provider.connect(handshake, listener);
        assertThat(listener.next()).isEqualTo("opened");
        return listener;
    }

    /** {@return why an attempt fails} Nothing may be reported or held. */
    Failure failureOf(Handshake handshake) {
        RecordingListener listener = new RecordingListener();
        ConnectFailedException thrown = catchThrowableOfType(
                ConnectFailedException.class, () -> provider.connect(handshake, listener));
        assertThat(thrown).as("expected the attempt to fail").isNotNull();
        assertThat(listener.rest()).isEmpty();
        assertThat(thrown.failure().phase()).isEqualTo(Failure.Phase.CONNECT);
        return thrown.failure();
    }

    static void awaitNoConnection(ScriptedServer server) throws InterruptedException {
        server.awaitLive(0, PATIENCE);
    }
}
