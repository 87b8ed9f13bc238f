// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import java.util.Locale;
import java.util.ResourceBundle;

/** The language of error texts: that of the facade, whatever the locale of the JVM. */
enum Language {
    ENGLISH(Locale.ROOT),
    FRENCH(Locale.FRENCH);

    private final ResourceBundle texts;

    Language(Locale locale) {
        this.texts = ResourceBundle.getBundle("org.wlsocket.wlangage.Errors", locale);
    }

    /** {@return the text of this thread's last problem, empty when there is none} */
    String errorInfo() {
        return LastProblem.get().map(this::textOf).orElse("");
    }

    /** {@return code, text, what the link was doing, particulars} */
    String textOf(Problem problem) {
        String phase = problem.phase().isEmpty() ? "" : " (" + texts.getString(problem.phase()) + ")";
        String detail = problem.detail().isEmpty() ? "" : " [" + problem.detail() + "]";
        return texts.getString(problem.row()) + phase + detail;
    }
}
