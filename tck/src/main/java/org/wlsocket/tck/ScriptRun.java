// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.nio.channels.ClosedChannelException;
import java.util.function.Consumer;

/** One run of the script on one connection: what it throws is judged here. */
final class ScriptRun implements Runnable {
    private final Script script;
    private final ScriptedConnection connection;
    private final Consumer<Throwable> failures;
    private volatile boolean cut;

    ScriptRun(Script script, ScriptedConnection connection, Consumer<Throwable> failures) {
        this.script = script;
        this.connection = connection;
        this.failures = failures;
    }

    @Override
    public void run() {
        try {
            script.run(connection);
            connection.finish();
        } catch (PeerEnded peerHasGone) {
            // Peers may go when they like.
        } catch (Throwable failure) {
            judge(failure);
        } finally {
            connection.cut();
        }
    }

    // After the cut, whatever a script meets is the cut; but what it asserts was wrong before. A reset by
    // another thread, such as the test's, is a cut for the script that reads or writes meanwhile.
    private void judge(Throwable failure) {
        boolean meetsTheCut = cut || failure instanceof ClosedChannelException;
        if (!meetsTheCut || failure instanceof AssertionError) {
            failures.accept(new AssertionError("script failed on " + connection, failure));
        }
    }

    void cut() {
        cut = true;
        connection.cut();
    }
}
