// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

class BuildCompatibleFacadeTest extends FacadeScenario {

    @Override
    App.Form form() {
        return BuildCompatibleScenarioTest.BUILD_COMPATIBLE;
    }
}
