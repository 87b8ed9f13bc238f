// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import java.net.URI;
import java.nio.file.Path;

/** A running application server that takes archives; its end is that of its process. */
interface Server {

    /** Deploys an archive, and waits until its application has started or has failed. */
    Deployed deploy(Path archive) throws Exception;

    /** The process of the server, which is its JVM too. */
    ServerProcess process();

    /** Stops it. */
    default void close() throws InterruptedException {
        process().close();
    }

    /** Stops an application, waits until the server says that it has, and takes the archive away. */
    @FunctionalInterface
    interface Undeployment {
        void run() throws Exception;
    }

    /**
     * What has become of an archive.
     *
     * @param text what the server has said while it deployed
     * @param uri where the application is, with a slash at the end
     */
    record Deployed(String text, boolean isRunning, URI uri, Undeployment undeployment) {

        void undeploy() throws Exception {
            undeployment.run();
        }
    }
}
