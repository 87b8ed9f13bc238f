// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

/** What a container does to an engine does not change whether it checks the host. */
class HostCheckTest {

    @Test
    void e6_an_engine_that_checks_goes_on_whatever_a_container_sets() throws Exception {
        SSLEngine engine =
                EngineContext.checkingHost(SSLContext.getDefault().createSSLEngine("localhost", 1));
        SSLParameters others = new SSLParameters();
        others.setApplicationProtocols(new String[] {"http/1.1"});
        engine.setSSLParameters(others);

        SSLParameters kept = engine.getSSLParameters();
        assertThat(kept.getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
        assertThat(kept.getApplicationProtocols()).containsExactly("http/1.1");
    }

    @Test
    void e6_an_engine_that_takes_any_host_goes_on_too() throws Exception {
        SSLEngine engine = new AnyHost(SSLContext.getDefault().createSSLEngine("localhost", 1));
        SSLParameters others = new SSLParameters();
        others.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(others);

        assertThat(engine.getSSLParameters().getEndpointIdentificationAlgorithm()).isNull();
    }
}
