// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SecretKeys;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wlsocket.tck.LogRecorder;

/** MicroProfile Config, where there is one. */
class MicroProfileConfigurationTest {

    @BeforeEach
    void set() {
        System.setProperty("wlsocket.x.url", "ws://${wlsocket.test.host:example.org}/");
        System.setProperty("wlsocket.x.read", "");
    }

    @AfterEach
    void clear() {
        System.clearProperty("wlsocket.x.url");
        System.clearProperty("wlsocket.x.read");
    }

    @Test
    void it_is_used_where_it_is_there() {
        assertThat(Configuration.find()).isInstanceOf(MicroProfileConfiguration.class);
    }

    @Test
    void its_expressions_work_and_an_empty_value_is_none() {
        Configuration configuration = Configuration.find();
        assertThat(configuration.value("wlsocket.x.url")).contains("ws://example.org/");
        assertThat(configuration.value("wlsocket.x.read")).isEmpty();
    }

    @Test
    void its_keys_are_enumerated_and_an_environment_stands_for_itself() {
        assertThat(Configuration.find().names()).contains("wlsocket.x.url", "PATH");
    }

    @Test
    void keys_that_are_set_later_are_enumerated_too() {
        assertThat(Configuration.find().names()).doesNotContain("wlsocket.x.headers.X-Late");
        System.setProperty("wlsocket.x.headers.X-Late", "1");
        try {
            assertThat(Configuration.find().names()).contains("wlsocket.x.headers.X-Late");
        } finally {
            System.clearProperty("wlsocket.x.headers.X-Late");
        }
    }

    // ---- files ----

    private static final String URL = "wlsocket.x.url=ws://example.org/";

    private final Problems problems = new Problems();

    @TempDir
    private Path directory;

    private ConfigSource file(String name, String... lines) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return new PropertiesConfigSource(Files.write(file, List.of(lines)).toUri().toURL());
    }

    private static SmallRyeConfig config(ConfigSource... sources) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withProfile("prod")
                .withSources(sources)
                .build();
    }

    private Settings settings(ConfigSource... sources) {
        return new Settings(new MicroProfileConfiguration(config(sources)), problems);
    }

    /** As some implementations: all names as their sources have them, those of profiles too. */
    private static Config withRawNames(SmallRyeConfig config) {
        return (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(), new Class<?>[] {Config.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("getPropertyNames")) {
                        return method.invoke(config, arguments);
                    }
                    List<String> names = new ArrayList<>();
                    config.getConfigSources().forEach(source -> names.addAll(source.getPropertyNames()));
                    return names;
                });
    }

    private SocketDraft read(ConfigSource... sources) {
        Settings settings = settings(sources);
        new KeyChecks(settings, problems).check("x", "[field A.b]");
        return settings.read(new SocketDraft(), "x", Keys.all(), problems);
    }

    @Test
    void a_file_is_not_the_environment_whatever_its_path_and_its_keys_are() throws IOException {
        SocketDraft draft = read(file(
                "environments/x.properties",
                URL,
                "HOME=/root",
                "PATH=/bin",
                "wlsocket.x.headers.X-Api-Key=secret",
                "wlsocket.x.write-limt=1s"));
        assertThat(draft.destination.headers()).containsKey("X-Api-Key");
        assertThat(problems.all()).singleElement().asString().contains("did you mean write-limit?");
    }

    @Test
    void keys_of_the_active_profile_count_and_those_of_others_do_not() throws IOException {
        SocketDraft draft = read(file(
                "a/x.properties",
                URL,
                "%prod.wlsocket.x.headers.X-Api-Key=secret",
                "%dev.wlsocket.x.headers.X-Debug=1",
                "%prod.wlsocket.x.write-limt=1s",
                "%dev.wlsocket.x.read-limit=1s"));
        assertThat(draft.destination.headers()).containsOnlyKeys("X-Api-Key");
        assertThat(problems.all()).singleElement().asString().contains("did you mean write-limit?");
    }

    @Test
    void headers_of_the_active_profile_are_sent_whoever_says_the_names() throws IOException {
        Config config = withRawNames(config(file(
                "a/x.properties",
                URL,
                "%prod.wlsocket.x.headers.X-Api-Key=secret",
                "%dev.wlsocket.x.headers.X-Debug=1")));
        Settings settings = new Settings(new MicroProfileConfiguration(config), problems);
        SocketDraft draft = settings.read(new SocketDraft(), "x", Keys.all(), problems);
        assertThat(draft.destination.headers()).containsOnlyKeys("X-Api-Key");
        assertThat(problems.all()).isEmpty();
    }

    /** What is looked up in a store that cannot be listed; an implementation may want a list at its start. */
    private static final class Unlisted implements ConfigSource {

        private Supplier<Set<String>> names = Set::of;

        @Override
        public Set<String> getPropertyNames() {
            return names.get();
        }

        @Override
        public String getValue(String name) {
            return name.equals("wlsocket.x.write-limit") ? "1s" : null;
        }

        @Override
        public String getName() {
            return "unlisted";
        }
    }

    static List<Supplier<Set<String>>> noNames() {
        return List.of(() -> null, () -> {
            throw new UnsupportedOperationException("no list");
        });
    }

    @ParameterizedTest
    @MethodSource("noNames")
    void d4_a_source_that_cannot_be_enumerated_is_logged_and_read(Supplier<Set<String>> names)
            throws IOException {
        Unlisted source = new Unlisted();
        Config config = config(source, file("a/x.properties", URL, "wlsocket.x.headers.X-Api-Key=secret"));
        source.names = names;
        try (LogRecorder log = LogRecorder.start()) {
            Settings settings = new Settings(new MicroProfileConfiguration(config), problems);
            SocketDraft draft = settings.read(new SocketDraft(), "x", Keys.all(), problems);
            assertThat(draft.options.writeLimit()).isEqualTo(Duration.ofSeconds(1));
            assertThat(draft.destination.headers()).containsOnlyKeys("X-Api-Key");
            assertThat(log.warnings()).singleElement().asString().contains(Unlisted.class.getName());
        }
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void what_is_guessed_of_an_environment_is_no_key() throws IOException {
        Map<String, String> environment = Map.of(
                "WLSOCKET_X_WRITE_LIMIT", "1s",
                "WLSOCKET_X_HEADERS_X_API_KEY", "secret",
                "wlsocket_x_headers_X_Other", "other",
                "_PROD_WLSOCKET_X_CLOSE_LIMIT", "2s",
                "WLSOCKET_X_HEADERS_X_BOTH", "environment");
        SocketDraft draft = read(
                new EnvConfigSource(environment, 300),
                file("a/x.properties", URL, "%prod.wlsocket.x.headers.X-Both=file"));
        assertThat(problems.all()).isEmpty();
        assertThat(draft.options.writeLimit()).isEqualTo(Duration.ofSeconds(1));
        assertThat(draft.options.closeLimit()).isEqualTo(Duration.ofSeconds(2));
        assertThat(draft.destination.headers()).containsOnlyKeys("X-API-KEY", "X-Other", "X-Both");
    }

    @Test
    void d4_an_expression_that_cannot_be_resolved_is_found_and_not_shown() throws IOException {
        ConfigSource file = file(
                "a/x.properties",
                "wlsocket.x.url=${NOPE_S3CR3T}",
                "wlsocket.x.write-limit=${NOPE_S3CR3T}",
                "wlsocket.x.headers.X-Api-Key=a${NOPE_S3CR3T}",
                "wlsocket.drain-limit=${NOPE_S3CR3T}");
        assertThat(settings(file).defines("x")).isTrue();
        assertThat(settings(file).drainLimit(problems)).isPositive();
        assertThat(read(file).options.writeLimit()).isEqualTo(Duration.ofSeconds(10));
        assertThat(problems.all())
                .hasSize(4)
                .allMatch(text -> text.startsWith("wlsocket."))
                .allMatch(text -> text.contains("cannot be resolved, in PropertiesConfigSource"))
                .noneMatch(text -> text.contains("S3CR3T"));
    }

    @Test
    void an_expression_whose_default_is_empty_says_nothing() throws IOException {
        SocketDraft draft = read(file("a/x.properties", URL, "wlsocket.x.write-limit=${NOPE:}"));
        assertThat(draft.options.writeLimit()).isEqualTo(Duration.ofSeconds(10));
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void d4_a_value_that_the_configuration_refuses_is_found() throws IOException {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(file("a/x.properties", URL))
                .withSecretKeys("wlsocket.x.url")
                .build();
        Settings settings = new Settings(new MicroProfileConfiguration(config), problems);
        boolean defined = SecretKeys.doLocked(() -> settings.defines("x"));
        assertThat(defined).isTrue();
        SocketDraft draft = SecretKeys.doLocked(
                () -> settings.read(new SocketDraft(), "x", Keys.all(), problems));
        assertThat(draft).isNotNull();
        assertThat(problems.all())
                .singleElement()
                .asString()
                .contains("the configuration throws java.lang.SecurityException");
    }
}
