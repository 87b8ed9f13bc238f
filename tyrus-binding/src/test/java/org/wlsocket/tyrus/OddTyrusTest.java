// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.wlsocket.tck.LogRecorder;

/** A Tyrus of the application that is not as expected. */
class OddTyrusTest {

    /** On a known transport, but without the field for a timer. */
    private static final class OddTyrus extends StubContainer {

        final Object container = new JdkClientContainer();
        final Map<String, Object> properties = new HashMap<>();

        OddTyrus() {
            super(null);
        }

        public Map<String, Object> getProperties() {
            return properties;
        }
    }

    private static final class JdkClientContainer {}

    @Test
    void e6_it_is_not_trusted_with_a_proxy() throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (LogRecorder log = LogRecorder.start()) {
            OddTyrus odd = new OddTyrus();
            TyrusTuner tuner = new TyrusTuner(odd, timer);
            assertThat(tuner.takesProxies()).isTrue();

            tuner.tune(odd, new ContainerSettings(Duration.ofSeconds(1), null, null));

            assertThat(tuner.takesProxies()).isFalse();
            assertThat(log.warnings()).singleElement().asString().contains("not as expected");
        } finally {
            timer.shutdownNow();
        }
    }
}
