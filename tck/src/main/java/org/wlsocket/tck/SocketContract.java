// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.junit.jupiter.api.Nested;

/**
 * The contract as tests: sections 3 and 4, each test named after its rule. A provider passes with a subclass
 * of a few lines:
 *
 * <pre>{@code
 * class MyContractTest extends SocketContract {
 *     @Override
 *     protected SocketProvider provider() {
 *         return new MyProvider();
 *     }
 *
 *     @Override
 *     protected Limits limits() {
 *         return Limits.of(MyContractTest.class, "my.limits"); // only where a container hides something
 *     }
 * }
 * }</pre>
 */
public abstract class SocketContract extends ContractSuite {

    @Nested
    class Tls extends TlsContract {
        Tls() {
            super(SocketContract.this);
        }
    }

    @Nested
    class TlsFiles extends TlsFilesContract {
        TlsFiles() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Proxies extends ProxyContract {
        Proxies() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Compressions extends CompressionContract {
        Compressions() {
            super(SocketContract.this);
        }
    }
}
