// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** For containers that let each engine check the host, asked or not. */
final class AnyHost extends PassingEngine {

    AnyHost(SSLEngine engine) {
        super(engine);
    }

    @Override
    public void setSSLParameters(SSLParameters parameters) {
        parameters.setEndpointIdentificationAlgorithm(null);
        super.setSSLParameters(parameters);
    }
}
