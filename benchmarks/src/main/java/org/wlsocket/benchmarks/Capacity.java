// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.benchmarks;

/**
 * Measures one thing on the container of the class path against a {@link CapacityServer}, and writes the
 * cells of a Markdown row.
 *
 * <pre>
 * Capacity text-in|binary-in|text-out|binary-out|idle|cycles|exit URL
 * </pre>
 *
 * Exit status: 0 when what was measured is within its bounds, 1 when it is not, 2 for bad arguments.
 */
public final class Capacity {

    private static final String USAGE =
            "expected text-in, binary-in, text-out, binary-out, idle, cycles or exit, and the URL of a"
                    + " CapacityServer, found ";

    private Capacity() {}

    /** Runs; see the class. */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 2) {
            System.err.println(USAGE + String.join(" ", arguments));
            System.exit(2);
        }
        if (arguments[0].equals("exit")) {
            Unclosed.leave(arguments[1]);
            return;
        }
        System.exit(run(arguments[0], arguments[1]));
    }

    private static int run(String what, String url) throws InterruptedException {
        try {
            System.out.println(measured(what, url));
            return 0;
        } catch (Failed e) {
            System.err.println(what + ": " + e.getMessage());
            return 1;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private static String measured(String what, String url) throws InterruptedException {
        return switch (what) {
            case "text-in" -> new LargeMessages(url).textIn();
            case "binary-in" -> new LargeMessages(url).binaryIn();
            case "text-out" -> new LargeMessages(url).textOut();
            case "binary-out" -> new LargeMessages(url).binaryOut();
            case "idle" -> new IdleSockets(url).measured();
            case "cycles" -> new OpenCloseCycles(url).measured();
            default -> throw new IllegalArgumentException(USAGE + what + " " + url);
        };
    }
}
