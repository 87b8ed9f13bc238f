// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** A server with {@link EmbeddedMain} in a process of its own, on 127.0.0.1 and a free port. */
final class EmbeddedServer implements Server {

    /** Which server it is. */
    enum Make {
        GLASSFISH("glassfish-embedded-all.jar") {
            @Override
            List<String> options(Path directory, int port) {
                String listener = "embedded-glassfish-config.server.network-config.network-listeners"
                        + ".network-listener.http-listener.";
                return List.of(
                        "glassfish",
                        listener + "address=" + HOST,
                        listener + "port=" + port,
                        listener + "enabled=true");
            }
        },
        PAYARA_MICRO("payara-micro.jar") {
            @Override
            List<String> options(Path directory, int port) throws IOException {
                // There is no option for it.
                Path address = directory.resolve("address.txt");
                Files.writeString(
                        address,
                        "set configs.config.server-config.network-config.network-listeners"
                                + ".network-listener.http-listener.address=" + HOST + "\n");
                return List.of(
                        "payara-micro",
                        // With --nocluster it would listen all the same, on every address.
                        "--nohazelcast",
                        "--disablephonehome",
                        "--rootdir",
                        directory.resolve("root").toString(),
                        "--prebootcommandfile",
                        address.toString(),
                        "--port",
                        String.valueOf(port));
            }
        };

        private final String jar;

        Make(String jar) {
            this.jar = jar;
        }

        abstract List<String> options(Path directory, int port) throws IOException;
    }

    private static final String HOST = "127.0.0.1";
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private final ServerProcess process;
    private final URI place;
    private int answers;

    private EmbeddedServer(ServerProcess process, int port) {
        this.process = process;
        this.place = URI.create("http://" + HOST + ":" + port + "/" + EmbeddedMain.APPLICATION + "/");
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param name of its directory and of the file with what it prints
     * @param settings its system properties
     */
    static EmbeddedServer start(Make make, String name, Map<String, String> settings) throws Exception {
        Path directory = TARGET.resolve(name);
        // What is left there of the last time may be deployed again.
        Directories.delete(directory);
        Files.createDirectories(directory);
        int port = Ports.free(1).get(0);
        List<String> command = new ArrayList<>(ServerProcess.java());
        Path jar = TARGET.resolve(make.jar);
        command.addAll(ServerJvm.OPTIONS);
        command.addAll(opened(jar));
        // The class loader of web applications fails when two threads of Weld define a package at once.
        command.add("-Dorg.jboss.weld.bootstrap.concurrentDeployment=false");
        command.add("-Djava.io.tmpdir=" + directory);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-cp");
        command.add(jar + File.pathSeparator + classes());
        command.add(EmbeddedMain.class.getName());
        command.addAll(make.options(directory, port));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        EmbeddedServer server = new EmbeddedServer(ServerProcess.start(name, builder), port);
        boolean started = false;
        try {
            String answer = server.answer();
            started = answer.equals("started");
            assertThat(answer).isEqualTo("started");
            return server;
        } finally {
            if (!started) {
                server.close();
            }
        }
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(EmbeddedMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** What {@code java -jar} would take from the manifest. */
    private static List<String> opened(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes attributes = file.getManifest().getMainAttributes();
            List<String> options = new ArrayList<>();
            for (String kind : List.of("opens", "exports")) {
                for (String each : attributes.getValue("Add-" + kind).split(" ")) {
                    options.add("--add-" + kind + "=" + each + "=ALL-UNNAMED");
                }
            }
            return options;
        }
    }

    @Override
    public Deployed deploy(Path archive) throws IOException, InterruptedException {
        int before = process.output().length();
        boolean running = ask("deploy " + archive).equals("deployed");
        String text = process.output().substring(before);
        return new Deployed(text, running, place, () -> {
            // What could not start is gone already.
            if (running) {
                assertThat(ask("undeploy")).isEqualTo("undeployed");
            }
        });
    }

    private String ask(String command) throws IOException, InterruptedException {
        process.tell(command);
        return answer();
    }

    private String answer() throws InterruptedException {
        process.await("the server has answered", () -> given().size() > answers);
        answers++;
        return given().get(answers - 1);
    }

    private List<String> given() {
        return process.output()
                .lines()
                .filter(line -> line.startsWith(EmbeddedMain.ANSWER))
                .map(line -> line.substring(EmbeddedMain.ANSWER.length()))
                .toList();
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    /** Lets it stop by itself, which it does whatever it is doing. */
    @Override
    public void close() throws InterruptedException {
        try {
            process.endInput();
            process.awaitEnd();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            process.close();
        }
    }
}
