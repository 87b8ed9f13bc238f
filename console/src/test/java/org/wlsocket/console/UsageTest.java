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
        "connect ws://                                      | without a host",
        "connect wss:///chat                                | without a host",
        "connect localhost:8080                             | ws://localhost:8080/",
        "connect --header=NoColon-secret ws://localhost/    | 'Name: value'",
        "connect --header=Host:x-secret ws://localhost/     | handshake",
        "connect --header=A@B:x-secret ws://localhost/      | A@B",
        "connect --auth=secret ws://localhost/              | USER:PASSWORD",
        "connect --auth=a:secret -H authorization:secret ws://localhost/ | leave one of them out",
        "connect --wait=soon ws://localhost/                | 500ms",
        "connect --wait=10 ws://localhost/                  | 500ms",
        "connect --wait=-1s ws://localhost/                 | 500ms",
        "connect --wait= ws://localhost/                    | found nothing",
        "connect --key=k.pem ws://localhost/                | --cert",
        "connect --cacert=a.pem ws://localhost/             | wss: URL beside --cacert",
        "connect --cert=a.pem ws://localhost/               | wss: URL beside --cert",
        "connect --cert=a.pem --key=k.pem ws://localhost/   | wss: URL beside --cert",
        "connect --insecure WS://localhost/                 | wss: URL beside --insecure",
        "connect --cert=missing.pem wss://localhost/        | missing.pem",
        "connect --cacert=missing.pem wss://localhost/      | missing.pem",
        "connect --insecure --cacert=a.pem wss://localhost/ | both",
        "connect --subprotocol=a,b ws://localhost/          | each --subprotocol once",
        "connect --subprotocol=a --subprotocol=a ws://localhost/ | each --subprotocol once",
        "connect --connect-timeout=0s ws://localhost/       | --connect-timeout with a duration above zero",
        "connect --max-message=0 ws://localhost/            | 256m",
        "connect --max-message=257m ws://localhost/         | 256m",
        "connect --max-message=large ws://localhost/        | 256m",
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
        "connect --ping=off,1s ws://localhost/              | expected off alone",
        "connect --ping=1s,off ws://localhost/              | expected off alone",
        "connect --ping=1s, ws://localhost/                 | found nothing",
        "connect --queue=some ws://localhost/               | drop-oldest",
        "connect --queue=refuse,0 ws://localhost/           | 9999999",
        "connect --queue=refuse,-1 ws://localhost/          | 9999999",
        "connect --queue=refuse,many ws://localhost/        | 9999999",
        "connect                                            | URL",
        "connect --nonsense ws://localhost/                 | --nonsense",
        "connect --queue=refuse, ws://localhost/            | drop-oldest",
        "listen 65536                                       | a port from 0 to 65535",
        "listen abc                                         | a port from 0 to 65535",
        "listen --host= 0                                   | found an empty one",
        "listen --host=a:b 0                                | address of this machine after --host",
        "listen --cacert-file=ca.pem 0                      | --tls beside --cacert-file",
        "nonsense                                           | nonsense",
    })
    void wrong_use_is_explained_and_is_exit_code_2(String command, String said) {
        ConsoleRun run = ConsoleRun.of("", command.strip().split(" +"));
        assertThat(run.code()).as(run.toString()).isEqualTo(2);
        assertThat(run.err()).contains(said.strip().replace("'", "")).doesNotContain("\tat ");
        assertThat(run.err()).doesNotContain("secret").doesNotContainPattern("\\bwith[A-Z]|Duration\\.");
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).as("the error stays in sight").hasSizeLessThan(5);
    }

    @ParameterizedTest
    @CsvSource({
        "connect --wait=soon ws://localhost/, connect --help",
        "listen abc, listen --help",
        "nonsense, --help",
        "help nonsense, --help",
    })
    void wrong_use_ends_with_where_there_is_help(String command, String help) {
        ConsoleRun run = ConsoleRun.of("", command.split(" "));
        assertThat(run.code()).as(run.toString()).isEqualTo(2);
        assertThat(run.err()).endsWith("\nsee wlsocket " + help + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect", "listen", "demo"})
    void help_for_a_command_may_be_asked_for_in_front_of_it(String command) {
        ConsoleRun run = ConsoleRun.of("", "help", command);
        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.out()).isEqualTo(ConsoleRun.of("", command, "--help").out());
    }

    @Test
    void no_command_is_wrong_use() {
        ConsoleRun run = ConsoleRun.of("");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly("expected a command such as connect, found none", "see wlsocket --help");
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
