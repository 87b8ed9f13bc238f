// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the lines to send come from. */
interface LineSource {

    /** {@return the next line, null at the end; may wait} */
    @Nullable Line next() throws IOException;

    static LineSource of(List<String> messages) {
        Iterator<String> rest = messages.iterator();
        return new LineSource() {
            private int number;

            @Override
            public @Nullable Line next() {
                number++;
                return rest.hasNext() ? Line.of(number, rest.next()) : null;
            }
        };
    }
}
