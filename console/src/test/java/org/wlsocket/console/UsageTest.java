// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "connect http://localhost/                          | ws:",
        "connect ws://user:secret@localhost/                | user",
        "connect ws://localhost/#part                       | fragment",
        "connect --header=NoColon-secret ws://localhost/    | 'Name: value'",
        "connect --header=Host:x-secret ws://localhost/     | handshake",
        "connect --auth=secret ws://localhost/              | USER:PASSWORD",
        "connect --wait=soon ws://localhost/                | 500ms",
        "connect --key=k.pem ws://localhost/                | --cert",
        "connect --cert=missing.pem wss://localhost/        | missing.pem",
        "connect --cacert=missing.pem wss://localhost/      | missing.pem",
        "connect --insecure --cacert=a.pem wss://localhost/ | both",
        "connect --subprotocol=a,b ws://localhost/          | sub-protocol",
        "connect --connect-timeout=0s ws://localhost/       | connect limit",
        "connect --reconnect=0s ws://localhost/             | above zero",
        "connect --reconnect=-5s ws://localhost/            | 500ms",
        "connect --reconnect=soon ws://localhost/           | 500ms",
        "connect --reconnect soon ws://localhost/           | 500ms",
        "connect --reconnect=30s,2s ws://localhost/         | smallest",
        "connect --reconnect=1s,2s,3s ws://localhost/       | at most 2",
        "connect --reconnect= ws://localhost/               | 500ms",
        "connect --reconnect http://localhost/              | ws:",
        "connect --ping=0s ws://localhost/                  | above zero",
        "connect --ping=20s,0s ws://localhost/              | above zero",
        "connect --ping=-1s ws://localhost/                 | 500ms",
        "connect --ping=often ws://localhost/               | off",
        "connect --ping ws://localhost/                     | 500ms",
        "connect --queue=some ws://localhost/               | drop-oldest",
        "connect --queue=refuse,0 ws://localhost/           | 9999999",
        "connect --queue=refuse,-1 ws://localhost/          | 9999999",
        "connect --queue=refuse,many ws://localhost/        | 9999999",
        "connect                                            | URL",
        "connect --nonsense ws://localhost/                 | --nonsense",
        "listen 65536                                       | 65535",
        "listen many                                        | PORT",
        "nonsense                                           | nonsense",
    })
    void wrong_use_is_explained_and_is_exit_code_2(String command, String said) {
        ConsoleRun run = ConsoleRun.of("", command.strip().split(" +"));
        assertThat(run.code()).as(run.toString()).isEqualTo(2);
        assertThat(run.err()).contains(said.strip().replace("'", "")).doesNotContain("\tat ");
        assertThat(run.err()).doesNotContain("secret");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void no_command_is_wrong_use() {
        assertThat(ConsoleRun.of("").code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "demo --help", "connect --help", "listen --help"})
    void help_has_examples(String command) {
        ConsoleRun run = ConsoleRun.of("", command.split(" "));
        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Examples:");
    }

    @Test
    void the_version_is_told() {
        ConsoleRun run = ConsoleRun.of("", "--version");
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("wlsocket ");
    }
}
