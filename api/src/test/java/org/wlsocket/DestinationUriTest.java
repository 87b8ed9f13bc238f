// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C2: which URIs are taken, and what is said of the others. */
class DestinationUriTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ws://host                      | ws://host/
            ws://host?q                    | ws://host/?q
            WSS://Host:8443/Path           | wss://Host:8443/Path
            ws://host/a%20b/%2F?x=%0D%0A   | ws://host/a%20b/%2F?x=%0D%0A
            ws://host/a/../b//c;d=e        | ws://host/a/../b//c;d=e
            ws://host/grün?ö=日             | ws://host/gr%C3%BCn?%C3%B6=%E6%97%A5
            ws://host/e\u0301              | ws://host/e%CC%81
            ws://[::1]:8080/x              | ws://[::1]:8080/x
            ws://127.0.0.1/                | ws://127.0.0.1/
            """)
    void c2_the_request_target_stays_as_written(String given, String expected) {
        String unescaped = given.replace("\\u0301", "\u0301");
        assertThat(DestinationUri.parse(unescaped)).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ''                      | found none                       | begin the URI with ws://
            host/chat               | found none                       | begin the URI with ws://
            http://host/            | found http:                      | write ws: instead
            https://host/           | found https:                     | write wss: instead
            ftp://host/             | found ftp:                       | begin the URI with ws://
            ws:host                 | expected a host                  | write it as in wss://example.org/chat
            ws:///chat              | expected                         | wss://example.org/chat
            ws://host_name/         | expected a host                  | write it as in wss://example.org/chat
            ws://host/#top          | found one                        | write # as %23
            ws://user:secret@host/  | expected a URI without user-info | Destination.withHeader
            ws://host:0/            | found 0                          | correct the port
            ws://host:65536/        | found 65536                      | correct the port
            ws://host/a b           | found Illegal character          | a space as %20
            ws://host/%zz           | found Malformed escape pair      | percent-encode
            """)
    void c2_a_refusal_says_what_was_expected_what_was_found_and_what_to_do(
            String uri, String found, String next) {
        assertThatThrownBy(() -> DestinationUri.parse(uri))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected ", ", found ", "; ", found, next)
                .hasMessageNotContaining("secret");
    }

    @Test
    void c2_a_password_in_a_uri_that_is_wrong_otherwise_too_is_not_shown() {
        assertThatThrownBy(() -> DestinationUri.parse("http://user:secret@host/ x"))
                .hasMessageNotContaining("secret")
                .hasMessageContaining("found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://user:pa#secret@host/", "ws://user:pa/secret@host/", "ws://user:pa?secret@host/",
                "user:secret@host/chat", "ws:user:secret@host", "http://host/?token=secret",
                "ws://host/?token=secret#x", "ws://host/#secret"
            })
    void c2_secrets_of_a_uri_that_is_refused_are_not_shown(String uri) {
        assertThatThrownBy(() -> DestinationUri.parse(uri))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void c2_an_at_sign_in_path_and_query_is_no_user_info() {
        assertThat(DestinationUri.parse("ws://host:80/a@b?c=d@e")).hasToString("ws://host:80/a@b?c=d@e");
        assertThat(DestinationUri.parse("ws://[::1]/a@b")).hasToString("ws://[::1]/a@b");
    }

    @Test
    void a_destination_shows_neither_query_nor_headers() {
        Destination destination =
                Destination.of("ws://host/a?token=secret").withHeader("Authorization", "secret");
        assertThat(destination).hasToString("ws://host/a?…");
    }

    @Test
    void c2_a_line_break_is_refused_and_does_not_reach_the_message() {
        assertThatThrownBy(() -> DestinationUri.parse("ws://host/\r\nX: y"))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .satisfies(thrown -> assertThat(thrown.getMessage()).doesNotContain("\r", "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws://h:abc/", "ws://h:-4/", "ws://h:8x"})
    void c2_a_port_that_is_no_number_is_called_a_port(String uri) {
        assertThatThrownBy(() -> DestinationUri.parse(uri))
                .isInstanceOf(NamedSocketException.BadArgument.class)
                .hasMessageContainingAll("expected a port from 1 to 65535", "found ", "correct the port");
    }
}
