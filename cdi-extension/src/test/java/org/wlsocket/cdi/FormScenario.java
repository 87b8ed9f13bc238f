// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.opentest4j.TestAbortedException;

/** Tests that each form of the extension must pass; one application for each test. */
abstract class FormScenario {

    App app;

    /** How the extension gets into the container. */
    abstract App.Form form();

    App with(Class<?>... beans) {
        app = App.with(beans).inForm(form());
        return app;
    }

    /** {@return what the start of an application throws that must not start} */
    Throwable startThrows() {
        Throwable thrown = catchThrowable(app::start);
        if (thrown instanceof TestAbortedException aborted) {
            throw aborted;
        }
        assertThat(thrown).isNotNull();
        return thrown;
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
