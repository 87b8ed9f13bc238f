// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wlsocket.tck.LogRecorder;

/** MicroProfile Config that is there and fails. */
class MicroProfileProviderTest {

    @AfterEach
    void restore() {
        ConfigProviderResolver.setInstance(null);
    }

    private static final class Broken extends ConfigProviderResolver {

        private final Supplier<Config> failure;

        Broken(Supplier<Config> failure) {
            this.failure = failure;
        }

        @Override
        public Config getConfig() {
            return failure.get();
        }

        @Override
        public Config getConfig(ClassLoader loader) {
            return failure.get();
        }

        @Override
        public ConfigBuilder getBuilder() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void registerConfig(Config config, ClassLoader loader) {}

        @Override
        public void releaseConfig(Config config) {}
    }

    static List<Supplier<Config>> errors() {
        return List.of(
                () -> {
                    throw new ServiceConfigurationError("ConfigSource: Provider org.example.Misspelt not"
                            + " found");
                },
                () -> {
                    throw new NoClassDefFoundError("org/example/Missing");
                });
    }

    @ParameterizedTest
    @MethodSource("errors")
    void system_properties_are_used_instead_and_it_is_logged(Supplier<Config> error) {
        ConfigProviderResolver.setInstance(new Broken(error));
        try (LogRecorder log = LogRecorder.start()) {
            assertThat(Configuration.find()).isInstanceOf(SystemConfiguration.class);
            assertThat(log.warnings()).singleElement().asString().contains("correct META-INF/services");
        }
    }

    @Test
    void without_a_provider_system_properties_are_used_and_nothing_is_logged() {
        ConfigProviderResolver.setInstance(new Broken(() -> {
            throw new IllegalStateException("no provider");
        }));
        try (LogRecorder log = LogRecorder.start()) {
            assertThat(Configuration.find()).isInstanceOf(SystemConfiguration.class);
            assertThat(log.warnings()).isEmpty();
        }
    }

    @Test
    void d4_what_it_throws_otherwise_is_a_problem() {
        ConfigProviderResolver.setInstance(new Broken(() -> {
            throw new UnsupportedOperationException("a file of the application");
        }));
        Problems problems = new Problems();
        Settings settings = new Settings(Configuration.find(), problems);
        assertThat(settings.defined()).isEmpty();
        assertThat(settings.defines("x")).isFalse();
        assertThat(problems.all())
                .singleElement()
                .asString()
                .contains("expected a configuration that can be read", "a file of the application");
    }
}
