// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.wlsocket.cdi.scenario.Journal;
import org.wlsocket.cdi.scenario.Typo;

/** The scenario on a server that stays while applications come and go. */
abstract class DeployedScenario extends ServerScenario {

    private Server server;

    /** Of the server alone, before its first application. */
    private List<String> ownThreads;

    /**
     * Starts the server.
     *
     * @param name for its directory and its log
     * @param settings system properties
     */
    abstract Server start(String name, Map<String, String> settings) throws Exception;

    @Override
    protected final void prepare(Map<String, String> settings) throws Exception {
        server = start(getClass().getSimpleName(), settings);
        ownThreads = jvm().threads();
    }

    private ServerJvm jvm() {
        return new ServerJvm(server.process().pid());
    }

    @Override
    protected final void release() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected final Application start() throws Exception {
        Server.Deployed deployed = server.deploy(archive());
        assertThat(deployed.isRunning()).as(deployed.text()).isTrue();
        return new Application() {
            @Override
            public String command(String command) throws Exception {
                return post(deployed.uri(), command);
            }

            @Override
            public void close() throws Exception {
                deployed.undeploy();
            }
        };
    }

    @Override
    protected final Refusal startWithUnknownName() throws Exception {
        Server.Deployed deployed = server.deploy(archiveWithTypo());
        deployed.undeploy();
        assertThat(deployed.isRunning()).as(deployed.text()).isFalse();
        return new Refusal(deployed.text(), "pricse", Typo.class.getName());
    }

    @Test
    void d5_redeployments_leave_no_thread_and_no_class_loader() throws Exception {
        ServerJvm jvm = jvm();
        stop();
        // A server may keep the last requests of other tests, each on the thread that has served it.
        int before = jvm.copies(Journal.class).size();
        int missed = 0;
        for (int i = 0; i < Integer.getInteger("servers.cycles"); i++) {
            try {
                cycle();
            } catch (AssertionError e) {
                missed++;
                if (missed > startsThatMayMissALink()) {
                    throw e;
                }
                stop();
            }
        }
        jvm.await("no thread of the library or of Tyrus is left", () -> {
            List<String> left = new ArrayList<>(jvm.threads());
            // A server may have a Tyrus and a Grizzly of its own.
            ownThreads.forEach(left::remove);
            left.removeIf(name -> !isOurs(name));
            return left;
        });
        if (keepsApplications()) {
            // So that it is noticed when it does so no longer.
            assertThat(jvm.copies(Journal.class)).hasSizeGreaterThan(before + 1);
            return;
        }
        // One may stay: up to Java 18 a method handle of all records keeps the type that it was last used
        // for.
        jvm.await("at most one of these applications is loaded", () -> jvm.copies(Journal.class).stream()
                .skip(before + 1)
                .toList());
    }

    /** {@return after how many of the starts the server's container may leave an attempt waiting} */
    int startsThatMayMissALink() {
        return 0;
    }

    /** Whether the server of its own accord keeps each application loaded that it has had. */
    boolean keepsApplications() {
        return false;
    }

    private static boolean isOurs(String thread) {
        String name = thread.toLowerCase(Locale.ROOT);
        return name.startsWith("wlsocket-") || name.contains("tyrus") || name.contains("grizzly");
    }
}
