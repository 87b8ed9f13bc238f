// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import org.junit.jupiter.api.Nested;
import org.wlsocket.spi.SocketProvider;

/**
 * Staying connected (R1–R11) on real sockets of the loopback interface: servers and networks that fail and
 * come back. The provider under test is named by a subclass.
 */
public abstract class ResilienceTest {

    /** {@return a new provider; called for each test, perhaps several times} */
    protected abstract SocketProvider provider();

    /** {@return what the provider's container forces on it} */
    protected Limits limits() {
        return Limits.none();
    }

    @Nested
    class Returns extends ReturnResilience {
        Returns() {
            super(ResilienceTest.this);
        }
    }

    @Nested
    class DeadPeers extends DeadPeerResilience {
        DeadPeers() {
            super(ResilienceTest.this);
        }
    }

    @Nested
    class Kills extends KillResilience {
        Kills() {
            super(ResilienceTest.this);
        }
    }

    @Nested
    class Spacing extends SpacingResilience {
        Spacing() {
            super(ResilienceTest.this);
        }
    }

    @Nested
    class HeldAttempts extends HeldAttemptResilience {
        HeldAttempts() {
            super(ResilienceTest.this);
        }
    }

    @Nested
    class ClosingRaces extends ClosingResilience {
        ClosingRaces() {
            super(ResilienceTest.this);
        }
    }

    @Nested
    class Table extends RetryTableResilience {
        Table() {
            super(ResilienceTest.this);
        }
    }

    @Nested
    class Preparations extends PreparationResilience {
        Preparations() {
            super(ResilienceTest.this);
        }
    }

    @Nested
    class Queues extends QueueResilience {
        Queues() {
            super(ResilienceTest.this);
        }
    }
}
