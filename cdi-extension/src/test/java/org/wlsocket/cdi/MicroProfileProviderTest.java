// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceConfigurationError;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** MicroProfile Config with a service that cannot be loaded. */
class MicroProfileProviderTest {

    @BeforeEach
    void breakService() {
        ConfigProviderResolver.setInstance(new Broken());
    }

    @AfterEach
    void restore() {
        ConfigProviderResolver.setInstance(null);
    }

    /** Looks for services, as providers do for sources and converters. */
    private static final class Broken extends ConfigProviderResolver {

        private static ServiceConfigurationError error() {
            return new ServiceConfigurationError("ConfigSource: Provider org.example.Misspelt not found");
        }

        @Override
        public Config getConfig() {
            throw error();
        }

        @Override
        public Config getConfig(ClassLoader loader) {
            throw error();
        }

        @Override
        public ConfigBuilder getBuilder() {
            throw error();
        }

        @Override
        public void registerConfig(Config config, ClassLoader loader) {}

        @Override
        public void releaseConfig(Config config) {}
    }

    @Test
    void system_properties_are_used_instead_and_it_is_logged() {
        try (LogBook log = LogBook.open()) {
            assertThat(Configuration.find()).isInstanceOf(SystemConfiguration.class);
            assertThat(log.warnings()).singleElement().asString().contains("correct META-INF/services");
        }
    }
}
