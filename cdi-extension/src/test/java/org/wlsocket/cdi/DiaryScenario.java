// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.Arrays;

/** Each of the applications has the {@link Diary} too. */
abstract class DiaryScenario extends FormScenario {

    @Override
    App with(Class<?>... beans) {
        Class<?>[] all = Arrays.copyOf(beans, beans.length + 1);
        all[beans.length] = Diary.class;
        return super.with(all);
    }
}
