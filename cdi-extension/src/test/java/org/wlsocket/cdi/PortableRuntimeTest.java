// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

class PortableRuntimeTest extends RuntimeScenario {

    @Override
    App.Form form() {
        return App.PORTABLE;
    }
}
