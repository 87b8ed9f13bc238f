// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    void its_keys_are_enumerated_without_those_of_the_environment() {
        assertThat(Configuration.find().names()).contains("wlsocket.x.url").doesNotContain("PATH", "path");
    }
}
