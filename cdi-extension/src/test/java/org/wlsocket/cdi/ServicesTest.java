// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.SkipIfPortableExtensionPresent;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.wlsocket.NamedSocket;

/** How containers find the extension. */
class ServicesTest {

    @Test
    void both_forms_are_found_and_the_one_stands_back_for_the_other() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(SocketsExtension.class);
        assertThat(ServiceLoader.load(BuildCompatibleExtension.class))
                .hasAtLeastOneElementOfType(SocketsBuildExtension.class);
        assertThat(SocketsBuildExtension.class.getAnnotation(SkipIfPortableExtensionPresent.class).value())
                .isEqualTo(SocketsExtension.class);
    }

    @Dependent
    static class Uses {
        @Inject
        @SocketName("prices")
        NamedSocket prices;
    }

    @Test
    void a_container_that_discovers_takes_one_of_them() {
        assumeTrue(
                SeContainerInitializer.newInstance().getClass().getName().startsWith("org.jboss.weld."),
                "a container that does not scan the beans of other tests");
        try (App app = App.with(Uses.class).inForm(found -> found).socket("prices").start()) {
            app.get(Uses.class).prices.awaitOpen(Duration.ofSeconds(30));
            assertThat(app.network().attempts()).isEqualTo(1);
        }
    }
}
