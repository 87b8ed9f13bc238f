// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.wlsocket.Failure;

/** C8: the error is that of this thread's last function, or of the event. */
class ErreurInfoTest extends WithFakeSockets {

    @Test
    void empty_on_a_thread_that_has_called_nothing() {
        assertThat(WLangage.erreurInfo()).isEmpty();
        assertThat(WLanguage.errorInfo()).isEmpty();
    }

    @Test
    void c8_the_error_of_one_thread_is_not_that_of_another() throws Exception {
        WLangage.socketFerme("unknown");

        String elsewhere = CompletableFuture.supplyAsync(() -> WLangage.erreurInfo() + WLanguage.errorInfo())
                .get(10, TimeUnit.SECONDS);

        assertThat(elsewhere).isEmpty();
        assertThat(WLangage.erreurInfo()).startsWith("1401 : ");
    }

    @Test
    void a_function_that_succeeds_clears_the_error() {
        WLangage.socketFerme("unknown");
        assertThat(WLangage.socketConnecte("s", "ws://host/", this::note)).isTrue();

        assertThat(WLangage.erreurInfo()).isEmpty();
    }

    @Test
    void reading_the_error_does_not_clear_it_and_both_languages_tell_the_same_one() {
        WLangage.socketFerme("unknown");

        assertThat(WLangage.erreurInfo()).isEqualTo(WLangage.erreurInfo()).startsWith("1401 : aucun socket");
        assertThat(WLanguage.errorInfo()).startsWith("1401 : there is no socket");
    }

    @Test
    void the_language_is_that_of_the_facade_whatever_the_locale_of_the_jvm() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(Language.FRENCH.textOf(Problem.STOPPED)).startsWith("1107 : l'application");
            Locale.setDefault(Locale.FRANCE);
            assertThat(Language.ENGLISH.textOf(Problem.STOPPED)).startsWith("1107 : the application");
        } finally {
            Locale.setDefault(before);
        }
    }

    private void noteWithError(EvenementSocket nEvenement, String sMessage) {
        events.add(nEvenement + " " + sMessage + "|" + WLangage.erreurInfo() + "|" + WLanguage.errorInfo());
        WLangage.socketEcrit("unknown", "leaves an error for the next event");
        events.add(WLangage.erreurInfo());
    }

    @Test
    void e6_the_message_of_an_error_is_empty_and_c8_erreur_info_tells_it() throws Exception {
        server.refusal = Failure.of(Failure.Phase.CONNECT, Failure.Reason.REFUSED, "Connection refused");

        WLangage.socketConnecte("s", "ws://host/", this::noteWithError);

        assertThat(event()).isEqualTo("ERREUR |"
                + "1302 : personne n'écoute à cette adresse, ou elle est inaccessible (pendant la connexion)"
                + " [Connection refused]|"
                + "1302 : nobody listens at this address, or it cannot be reached (while it was connecting)"
                + " [Connection refused]");
        assertThat(event()).startsWith("1401 : ");
        assertThat(event()).isEqualTo("FERMETURE 1006||");
    }

    @Test
    void c8_inside_a_procedure_events_that_are_no_errors_begin_without_one() throws Exception {
        WLangage.socketConnecte("s", "ws://host/", this::noteWithError);
        FakeProvider.Peer peer = server.peer();
        peer.says("x");
        peer.closes(1000);

        assertThat(event()).isEqualTo("OUVERTURE ||");
        assertThat(event()).startsWith("1401 : ");
        assertThat(event()).isEqualTo("MESSAGE x||");
        assertThat(event()).startsWith("1401 : ");
        assertThat(event()).isEqualTo("FERMETURE 1000||");
    }

    @Test
    void e9_a_procedure_that_throws_does_not_end_the_socket() throws Exception {
        WLangage.socketConnecte("s", "ws://host/", (nEvenement, sMessage) -> {
            note(nEvenement, sMessage);
            throw new Exception("from the procedure");
        });
        FakeProvider.Peer peer = server.peer();
        peer.says("x");

        assertThat(event()).isEqualTo("OUVERTURE ");
        assertThat(event()).isEqualTo("MESSAGE x");
    }
}
