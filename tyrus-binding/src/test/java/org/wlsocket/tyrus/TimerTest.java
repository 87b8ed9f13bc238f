// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.wlsocket.CloseStatus;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.tck.Script;
import org.wlsocket.tck.ScriptedServer;

/** The timer of Tyrus' sessions: its own it stops whenever none is open, also under one that opens. */
class TimerTest {

    private static Object shared(JakartaProvider provider) throws ReflectiveOperationException {
        Map<?, ?> shared = (Map<?, ?>) Reflect.get(Reflect.get(provider, "containers"), "shared");
        return Reflect.get(shared.values().iterator().next(), "container");
    }

    @Test
    void the_timer_outlives_the_last_session_of_a_container() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(Script.echo());
                JakartaProvider provider = new JakartaProvider()) {
            RecordingListener first = new RecordingListener();
            provider.connect(ProviderTests.to(server.uri("/")), first);
            Object container = shared(provider);
            Object before = Reflect.call(container, "getScheduledExecutorService");
            first.wire().abort(CloseStatus.NORMAL);
            Reflect.call(container, "shutdown");

            assertThat(Reflect.call(container, "getScheduledExecutorService")).isSameAs(before);
            assertThat(((ScheduledExecutorService) before).isShutdown()).isFalse();
        }
    }

    @Test
    void e6_an_attempt_whose_container_throws_at_the_answer_fails_at_once() throws Exception {
        assumeFalse(TyrusTransports.isGrizzly(), "the version with Grizzly needs no timer for a session");
        ScheduledExecutorService stopped = Executors.newSingleThreadScheduledExecutor();
        stopped.shutdownNow();
        try (ScriptedServer server = ScriptedServer.start(Script.echo());
                JakartaProvider provider = new JakartaProvider()) {
            RecordingListener first = new RecordingListener();
            provider.connect(ProviderTests.to(server.uri("/")), first);
            Reflect.set(shared(provider), "managedScheduledExecutorService", stopped);

            assertThatThrownBy(() -> provider.connect(
                            ProviderTests.to(server.uri("/")), new RecordingListener()))
                    .isInstanceOf(ConnectFailedException.class)
                    .hasRootCauseInstanceOf(RejectedExecutionException.class);
            first.wire().abort(CloseStatus.NORMAL);
        }
    }
}
