// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerHeadersTest {

    @Test
    void the_connection_may_list_the_upgrade_anywhere() {
        assertThat(mended("connection", "keep-alive", "upgrade")).startsWith("Upgrade");
        assertThat(mended("Connection", "keep-alive, Upgrade")).startsWith("Upgrade");
    }

    @Test
    void a_connection_without_the_upgrade_stays_refused() {
        assertThat(mended("Connection", "keep-alive")).containsExactly("keep-alive");
        assertThat(mended("Connection", "no-upgrade")).containsExactly("no-upgrade");
    }

    @Test
    void white_space_around_a_value_does_not_count() {
        assertThat(mended("Upgrade", "\t websocket  ")).containsExactly("websocket");
    }

    private static List<String> mended(String name, String... values) {
        Map<String, List<String>> headers = new HashMap<>(Map.of(name, List.of(values)));
        AnswerHeaders.mend(headers);
        return headers.get(name);
    }
}
