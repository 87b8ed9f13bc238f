// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

class PortableLoadTest extends LoadScenario {

    @Override
    App.Form form() {
        return App.PORTABLE;
    }
}
