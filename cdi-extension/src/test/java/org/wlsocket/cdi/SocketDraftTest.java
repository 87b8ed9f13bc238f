// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SocketDraftTest {

    @Test
    void a_draft_without_a_url_goes_nowhere() {
        SocketDraft draft = new SocketDraft();
        draft.destination = draft.destination.withHeader("X-Key", "1");
        assertThatThrownBy(draft::target)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set the key url");
        draft.setUrl("ws://prices/");
        assertThat(draft.target().uri()).hasToString("ws://prices/");
    }
}
