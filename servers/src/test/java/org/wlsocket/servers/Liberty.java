// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Open Liberty with the features of the web profile, in a directory of its own; it takes archives from its
 * dropins.
 */
final class Liberty implements Server {

    private static final Path HOME = Path.of("target", "wlp").toAbsolutePath();
    private static final String SERVER = "scenario";

    /** The first Java that its other file of options is for. */
    private static final int NEWER_JAVA = 24;

    private final Path dropins;
    private final URI root;
    private final ServerProcess process;

    private Liberty(Path dropins, URI root, ServerProcess process) {
        this.dropins = dropins;
        this.root = root;
        this.process = process;
    }

    /** Starts one. */
    static Liberty start(String name, Map<String, String> settings) throws Exception {
        Path user = Path.of("target", "servers", name).toAbsolutePath();
        int port = Ports.free(1).get(0);
        Path directory = prepare(user, port);
        ProcessBuilder command = new ProcessBuilder(command(settings));
        command.environment().put("WLP_USER_DIR", user.toString());
        command.directory(directory.toFile());
        ServerProcess process = ServerProcess.startUntil("CWWKF0011I", name, command);
        URI root = URI.create("http://127.0.0.1:" + port + "/");
        return new Liberty(directory.resolve("dropins"), root, process);
    }

    private static Path prepare(Path user, int port) throws IOException {
        Directories.delete(user);
        Path directory = user.resolve("servers").resolve(SERVER);
        Files.createDirectories(directory.resolve("dropins"));
        Files.writeString(directory.resolve("server.xml"), """
                <server>
                  <featureManager>
                    <feature>webProfile-10.0</feature>
                  </featureManager>
                  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
                  <applicationMonitor pollingRate="200ms"/>
                </server>
                """.formatted(port));
        // No port for its commands.
        Files.writeString(directory.resolve("bootstrap.properties"), "command.port=-1\n");
        return directory;
    }

    /** As {@code bin/server run} does, but without a shell between this process and that of the server. */
    private static List<String> command(Map<String, String> settings) {
        List<String> command = new ArrayList<>(ServerProcess.java());
        command.addAll(ServerJvm.OPTIONS);
        String options = Runtime.version().feature() < NEWER_JAVA ? "java9.options" : "java24.options";
        Path tools = HOME.resolve("bin").resolve("tools");
        command.addAll(List.of(
                "-Xmx512m",
                "-Djava.awt.headless=true",
                "@" + HOME.resolve("lib").resolve("platform").resolve("java").resolve(options),
                "-javaagent:" + tools.resolve("ws-javaagent.jar")));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-jar", tools.resolve("ws-server.jar").toString(), SERVER));
        return command;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public Deployed deploy(Path archive) throws Exception {
        String file = archive.getFileName().toString();
        String application = file.replace(".war", "");
        Path target = dropins.resolve(file);
        int before = process.output().length();
        Directories.copyAtOnce(archive, target);
        process.await(file + " is deployed or has failed",
                () -> said(before, application, "CWWKZ0001I", "CWWKZ0002E", "CWWKZ0004E"));
        boolean runs = said(before, application, "CWWKZ0001I");
        String text = process.output().substring(before);
        return new Deployed(text, runs, root.resolve("/" + application + "/"), () -> {
            int running = process.output().length();
            Files.delete(target);
            if (runs) {
                process.await(file + " is undeployed", () -> said(running, application, "CWWKZ0009I"));
            }
        });
    }

    /** Whether the server has printed one of these messages about an application since then. */
    private boolean said(int since, String application, String... messages) {
        Pattern pattern = Pattern.compile(
                "(" + String.join("|", messages) + "):.* " + Pattern.quote(application) + "[ .]");
        return pattern.matcher(process.output().substring(since)).find();
    }
}
