// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

class PortableFacadeTest extends FacadeScenario {

    @Override
    App.Form form() {
        return App.PORTABLE;
    }
}
