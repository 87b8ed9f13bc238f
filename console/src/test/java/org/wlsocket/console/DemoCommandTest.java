// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class DemoCommandTest {

    private static final List<String> EVENTS = List.of(
            "Ouverture du socket",
            "Réception d'un message serveur : Envoi message depuis le navigateur.",
            "Fermeture du socket : 1000");

    @Test
    void the_example_shows_what_it_should_over_ws_and_over_wss() {
        ConsoleRun run = ConsoleRun.of("", "demo");
        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.lines()).hasSize(8);
        assertThat(run.lines().get(0)).startsWith("SocketConnecte(\"client\", \"ws://");
        assertThat(run.lines().subList(1, 4)).isEqualTo(EVENTS);
        assertThat(run.lines().get(4)).startsWith("SocketConnecte(\"client\", \"wss://");
        assertThat(run.lines().subList(5, 8)).isEqualTo(EVENTS);
    }
}
