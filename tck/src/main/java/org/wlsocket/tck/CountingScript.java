// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads messages of the form {@code thread:number} and counts them; each thread's numbers must come in order.
 */
final class CountingScript implements Script {

    private final int[] counts; // guarded by this
    private final List<String> faults = new ArrayList<>(); // guarded by this

    CountingScript(int threads) {
        counts = new int[threads];
    }

    @Override
    public void run(ScriptedConnection connection) throws Exception {
        connection.accept();
        Frame frame = connection.readFrame();
        while (frame != null && !frame.is(Opcode.CLOSE)) {
            if (frame.is(Opcode.PING)) {
                connection.pong(frame.payload());
            } else {
                count(frame.text());
            }
            frame = connection.readFrame();
        }
        if (frame != null) {
            connection.send(frame.unmasked());
        }
    }

    private synchronized void count(String message) {
        int colon = message.indexOf(':');
        int thread = Integer.parseInt(message, 0, colon, 10);
        int number = Integer.parseInt(message, colon + 1, message.length(), 10);
        if (number != counts[thread]) {
            faults.add("expected " + thread + ":" + counts[thread] + ", found " + message);
        }
        counts[thread] = number + 1;
    }

    synchronized int[] counts() {
        return counts.clone();
    }

    synchronized List<String> faults() {
        return List.copyOf(faults);
    }
}
