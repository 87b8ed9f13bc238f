// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.wlsocket.Failure;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.tck.LogRecorder;

/** A Jetty of the application that is not as expected. */
class OddJettyTest {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    /** Makes its client as Jetty does, but of another kind. */
    private static final class OddJetty extends StubContainer {

        final CountDownLatch stopped = new CountDownLatch(1);
        Function<Object, Object> coreClientFactory = Function.identity();

        OddJetty() {
            super(null);
        }

        public Components getWebSocketComponents() {
            return new Components(new Threads());
        }

        public Object getHttpClient() {
            return coreClientFactory.apply("a client");
        }

        public void stop() {
            stopped.countDown();
        }
    }

    private record Components(Threads threads) {

        public Threads getExecutor() {
            return threads;
        }
    }

    private static final class Threads {

        boolean daemon;

        public void setDaemon(boolean value) {
            daemon = value;
        }
    }

    @Test
    void it_is_used_as_it_is() throws Exception {
        try (LogRecorder log = LogRecorder.start()) {
            OddJetty odd = new OddJetty();
            Function<Object, Object> before = odd.coreClientFactory;

            new JettyTuner(odd).tune(odd, new ContainerSettings(LIMIT, null, null));

            assertThat(odd.coreClientFactory).isSameAs(before);
            assertThat(log.warnings()).singleElement().asString().contains("not as expected");
        }
    }

    @Test
    void e6_it_is_not_trusted_with_tls_and_not_left_running() throws Exception {
        OddJetty odd = new OddJetty();
        ContainerSettings settings = new ContainerSettings(
                LIMIT, new ContainerSettings.Tls(SSLContext.getDefault(), true), null);

        assertThatThrownBy(() -> new JettyTuner(odd).tune(odd, settings))
                .isInstanceOfSatisfying(ConnectFailedException.class, refused ->
                        assertThat(refused.failure().reason()).isEqualTo(Failure.Reason.UNSUPPORTED));
        assertThat(odd.stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
