// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The user guide explains every counter and every reason, and none that is not there. */
class WordsDocsTest {

    private static List<String> firstColumn(String head) throws IOException {
        return DocsPage.read("staying-connected.md").firstColumnUnder(head);
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static List<String> accessors(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> method.getParameterCount() == 0)
                .map(Method::getName)
                .filter(name -> !name.equals("toString"))
                .toList();
    }

    @Test
    void every_counter_of_a_socket_is_explained() throws IOException {
        assertThat(firstColumn("| counter | counts |"))
                .containsExactlyInAnyOrderElementsOf(accessors(SocketStatistics.class));
    }

    @Test
    void everything_that_a_gap_tells_is_explained() throws IOException {
        assertThat(firstColumn("| gap | tells |")).containsExactlyInAnyOrderElementsOf(accessors(Gap.class));
    }

    @Test
    void every_refusal_is_explained() throws IOException {
        assertThat(firstColumn("| refused with | because |"))
                .containsExactlyInAnyOrderElementsOf(names(Delivery.Refusal.values()));
    }

    @Test
    void every_reason_of_a_drop_is_explained() throws IOException {
        assertThat(firstColumn("| dropped with | because |"))
                .containsExactlyInAnyOrderElementsOf(names(Delivery.DropReason.values()));
    }

    @Test
    void everything_that_can_hold_an_attempt_is_explained() throws IOException {
        assertThat(firstColumn("| held by | what the next attempt waits for |"))
                .containsExactlyInAnyOrderElementsOf(names(SocketState.Waiting.HeldBy.values()));
    }
}
