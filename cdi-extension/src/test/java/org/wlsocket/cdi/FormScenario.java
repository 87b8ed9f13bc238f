// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that each form of the extension must pass; one application for each test. */
abstract class FormScenario {

    App app;

    /** How the extension gets into the container. */
    abstract App.Form form();

    App with(Class<?>... beans) {
        app = App.with(beans).inForm(form());
        return app;
    }

    @BeforeEach
    void clear() {
        Diary.clear();
    }

    @AfterEach
    void stop() {
        if (app != null) {
            app.close();
        }
    }
}
