// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.junit.jupiter.api.Nested;
import org.wlsocket.spi.SocketProvider;

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
public abstract class SocketContract {

    /** {@return a new provider; called for each test, perhaps several times} */
    protected abstract SocketProvider provider();

    /** {@return what the provider's container forces on it} */
    protected Limits limits() {
        return Limits.none();
    }

    /** The other side; a real server unless the provider has no wire. Called once for each test. */
    ContractPeer peer() {
        return new WirePeer();
    }

    @Nested
    class Order extends OrderContract {
        Order() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Messages extends MessageContract {
        Messages() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Ends extends EndContract {
        Ends() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Failures extends FailureContract {
        Failures() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Listeners extends ListenerContract {
        Listeners() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Destinations extends DestinationContract {
        Destinations() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Names extends NameContract {
        Names() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Sends extends SendContract {
        Sends() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Outcomes extends OutcomeContract {
        Outcomes() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Closes extends CloseContract {
        Closes() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Registry extends RegistryContract {
        Registry() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Waits extends WaitContract {
        Waits() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Receives extends ReceiveContract {
        Receives() {
            super(SocketContract.this);
        }
    }

    @Nested
    class States extends StateContract {
        States() {
            super(SocketContract.this);
        }
    }

    @Nested
    class Protocol extends ProtocolContract {
        Protocol() {
            super(SocketContract.this);
        }
    }

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
