// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.containers.quarkus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketState;
import org.wlsocket.cdi.SocketName;
import org.wlsocket.tck.MemoryPeer;

/** All beans that belong to a socket are at work, although the application injects none of them. */
@QuarkusTest
class KeptBeansTest {

    @Inject
    @SocketName("kept")
    NamedSocket kept;

    @Test
    void beans_that_only_the_library_looks_up_are_kept() throws Exception {
        kept.open();
        kept.awaitOpen(Duration.ofSeconds(30));
        MemoryPeer peer = PricesTest.Network.MEMORY.peers().stream()
                .filter(each -> each.handshake().uri().getHost().equals("kept"))
                .findFirst()
                .orElseThrow();
        assertThat(peer.handshake().headers()).containsKey("Authorization");
        assertThat(peer.handshake().sslContext()).contains(SSLContext.getDefault());
        assertThat(peer.texts()).containsExactly("log in");
        peer.drop();
        await("that no other attempt follows")
                .atMost(30, SECONDS)
                .until(() -> kept.state() instanceof SocketState.Closed);
    }
}
