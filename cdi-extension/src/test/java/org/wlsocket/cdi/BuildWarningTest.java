// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;
import org.wlsocket.Destination;
import org.wlsocket.NamedSocket;

/** D4: what is warned of when the application is built. */
class BuildWarningTest {

    @Dependent
    static class Uses {
        @Inject
        @SocketName("configured")
        NamedSocket configured;

        @Inject
        @SocketName("defined")
        NamedSocket defined;

        @Inject
        @SocketName("replaced")
        NamedSocket replaced;

        @Inject
        @SocketName("open")
        NamedSocket open;
    }

    @Alternative
    @Priority(1)
    @Dependent
    static class Defines {
        @Produces
        @SocketName("defined")
        SocketDefinition definition() {
            return SocketDefinition.of(Destination.of("ws://defined/"));
        }

        @Produces
        @SocketName("replaced")
        NamedSocket replaced() {
            return new InjectedSocket("fake", null);
        }
    }

    @Test
    void d4_a_build_warns_of_the_names_that_are_not_defined_yet() {
        try (App app = App.with(Uses.class, Defines.class)
                .inForm(BuildCompatibleScenarioTest.BUILD_COMPATIBLE)
                .socket("configured")) {
            Throwable thrown = catchThrowable(app::start);
            if (thrown instanceof TestAbortedException aborted) {
                throw aborted;
            }
            assertThat(thrown).isNotNull();
        }
        assertThat(BuildCompatibleScenarioTest.MESSAGES)
                .singleElement()
                .asString()
                .startsWith("warn: ")
                .contains("\"open\"", "wlsocket.open.url", "field " + Uses.class.getName() + ".open");
    }
}
