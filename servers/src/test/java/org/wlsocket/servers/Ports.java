// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** Ports of the loopback address that nobody uses. */
final class Ports {

    /** Below those that systems give to connections, one of which might take it before the server does. */
    private static final int FIRST = 20_000;

    private static final int LAST = 29_999;

    private Ports() {}

    /** So many different ones. */
    static List<Integer> free(int count) {
        return Stream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, LAST + 1))
                .filter(Ports::isFree)
                .distinct()
                .limit(count)
                .toList();
    }

    private static boolean isFree(int port) {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return taken.isBound();
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
