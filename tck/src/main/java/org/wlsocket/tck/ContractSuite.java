// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.junit.jupiter.api.Nested;
import org.wlsocket.spi.SocketProvider;

/** What {@link SocketContract} and {@link SecureSocketContract} share: all that a connection can be like. */
abstract class ContractSuite {

    /** {@return a new provider; called for each test, perhaps several times} */
    protected abstract SocketProvider provider();

    /** {@return what the provider's container forces on it} */
    protected Limits limits() {
        return Limits.none();
    }

    /** The other side; a real server unless the provider has no wire. Called once for each test. */
    ContractPeer peer() {
        return new WirePeer(serverBuilder());
    }

    /** How the other side listens. */
    ScriptedServerBuilder serverBuilder() {
        return ScriptedServer.builder();
    }

    @Nested
    class Order extends OrderContract {
        Order() {
            super(ContractSuite.this);
        }
    }

    @Nested
    class Messages extends MessageContract {
        Messages() {
            super(ContractSuite.this);
        }
    }

    @Nested
    class Ends extends EndContract {
        Ends() {
            super(ContractSuite.this);
        }
    }

    @Nested
    class Failures extends FailureContract {
        Failures() {
            super(ContractSuite.this);
        }
    }

    @Nested
    class Listeners extends ListenerContract {
        Listeners() {
            super(ContractSuite.this);
        }
    }

    @Nested
    class Destinations extends DestinationContract {
        Destinations() {
            super(ContractSuite.this);
        }
    }

    @Nested
    class Names extends NameContract {
        Names() {
            super(ContractSuite.this);
        }
    }

    @Nested
    class Sends extends SendContract {
        Sends() {
            super(ContractSuite.this);
        }
    }

    @Nested
    class Outcomes extends OutcomeContract {
        Outcomes() {
            super(ContractSuite.this);
        }
    }

    @Nested
    class Closes extends CloseContract {
        Closes() {
            super(ContractSuite.this);
        }
    }

    @Nested
    class Registry extends RegistryContract {
        Registry() {
            super(ContractSuite.this);
        }
    }

    @Nested
    class Waits extends WaitContract {
        Waits() {
            super(ContractSuite.this);
        }
    }

    @Nested
    class Receives extends ReceiveContract {
        Receives() {
            super(ContractSuite.this);
        }
    }

    @Nested
    class States extends StateContract {
        States() {
            super(ContractSuite.this);
        }
    }

    @Nested
    class Protocol extends ProtocolContract {
        Protocol() {
            super(ContractSuite.this);
        }
    }
}
