// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * WildFly with its ordinary configuration, in a directory of its own; its deployment scanner takes archives.
 */
final class WildFly implements Server {

    private static final Path HOME =
            Path.of("target", "wildfly-" + System.getProperty("wildfly.version")).toAbsolutePath();

    private static final List<String> EXPORTS = List.of(
            "java.desktop/sun.awt",
            "java.naming/com.sun.jndi.ldap",
            "java.naming/com.sun.jndi.url.ldap",
            "java.naming/com.sun.jndi.url.ldaps",
            "jdk.naming.dns/com.sun.jndi.dns");

    private static final List<String> OPENS = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.net",
            "java.base/java.security",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.management/javax.management",
            "java.naming/javax.naming");

    private final Path deployments;
    private final URI root;
    private final ServerProcess process;

    private WildFly(Path deployments, URI root, ServerProcess process) {
        this.deployments = deployments;
        this.root = root;
        this.process = process;
    }

    /** Starts one. */
    static WildFly start(String name, Map<String, String> settings) throws Exception {
        Path base = Path.of("target", "servers", name).toAbsolutePath();
        prepare(base);
        List<Integer> ports = Ports.free(4);
        ProcessBuilder command = new ProcessBuilder(command(base, ports, settings));
        ServerProcess process = ServerProcess.startUntil("WFLYSRV0025", name, command);
        URI root = URI.create("http://127.0.0.1:" + ports.get(0) + "/");
        return new WildFly(base.resolve("deployments"), root, process);
    }

    private static void prepare(Path base) throws IOException {
        Directories.delete(base);
        Directories.copy(HOME.resolve("standalone").resolve("configuration"), base.resolve("configuration"));
        Files.createDirectories(base.resolve("deployments"));
        Path file = base.resolve("configuration").resolve("standalone.xml");
        String original = Files.readString(file);
        // Deployments need not wait for seconds; and only a marker begins one, because the scanner can take
        // an archive that is being undeployed for a new one.
        String quick = original.replace(
                "scan-interval=\"5000\"", "scan-interval=\"200\" auto-deploy-zipped=\"false\"");
        if (quick.equals(original)) {
            throw new AssertionError("expected scan-interval=\"5000\" in " + file + ", found none");
        }
        Files.writeString(file, quick);
    }

    /** As {@code bin/standalone.sh} does, but without a shell between this process and that of the server. */
    private static List<String> command(Path base, List<Integer> ports, Map<String, String> settings) {
        List<String> command = new ArrayList<>(ServerProcess.java());
        command.addAll(ServerJvm.OPTIONS);
        command.addAll(List.of(
                "-Xmx512m", "-Djava.awt.headless=true", "-Djboss.modules.system.pkgs=org.jboss.byteman"));
        EXPORTS.forEach(name -> command.add("--add-exports=" + name + "=ALL-UNNAMED"));
        OPENS.forEach(name -> command.add("--add-opens=" + name + "=ALL-UNNAMED"));
        Path configuration = base.resolve("configuration");
        command.addAll(List.of(
                "-Dorg.jboss.boot.log.file=" + base.resolve("log").resolve("server.log"),
                "-Dlogging.configuration=" + configuration.resolve("logging.properties").toUri(),
                "-jar", HOME.resolve("jboss-modules.jar").toString(),
                "-mp", HOME.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.home.dir=" + HOME,
                "-Djboss.server.base.dir=" + base,
                "-Djboss.bind.address=127.0.0.1",
                "-Djboss.bind.address.management=127.0.0.1",
                "-Djboss.http.port=" + ports.get(0),
                "-Djboss.https.port=" + ports.get(1),
                "-Djboss.management.http.port=" + ports.get(2),
                "-Djboss.management.https.port=" + ports.get(3),
                // Else an archive that has failed stays half deployed until it is taken away.
                "-Djboss.deployment.scanner.rollback.on.failure=true"));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        return command;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public Deployed deploy(Path archive) throws Exception {
        String file = archive.getFileName().toString();
        Path target = deployments.resolve(file);
        int before = process.output().length();
        Files.deleteIfExists(marker(target, "undeployed"));
        Files.deleteIfExists(marker(target, "failed"));
        Files.copy(archive, target, StandardCopyOption.REPLACE_EXISTING);
        Files.createFile(marker(target, "dodeploy"));
        Path deployed = marker(target, "deployed");
        Path failed = marker(target, "failed");
        process.await(
                file + " is deployed or has failed", () -> Files.exists(deployed) || Files.exists(failed));
        boolean runs = Files.exists(deployed);
        String text = process.output().substring(before);
        URI uri = root.resolve("/" + file.replace(".war", "/"));
        return new Deployed(text, runs, uri, () -> {
            if (runs) {
                Files.delete(deployed);
                Path undeployed = marker(target, "undeployed");
                process.await(file + " is undeployed", () -> Files.exists(undeployed));
            }
            Files.delete(target);
        });
    }

    private static Path marker(Path archive, String state) {
        return archive.resolveSibling(archive.getFileName() + "." + state);
    }
}
