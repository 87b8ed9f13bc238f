// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Properties;

/**
 * A server that is embedded in this JVM, with no more on the class path than the server and this class. It
 * does what the lines of the standard input say, {@code deploy} with a file or {@code undeploy}, answers each
 * with a line on the standard output, and ends with the input, whatever it is doing then.
 */
final class EmbeddedMain {

    /** What a line that is an answer begins with. */
    static final String ANSWER = "answer: ";

    /** What the application is called on the server, and where it is. */
    static final String APPLICATION = "scenario";

    private static final long STOP_MILLIS = 30_000;

    /** The servers put others in the place of {@code System.out}. */
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);

    private volatile Server server;

    private interface Server {

        void deploy(File archive) throws Exception;

        void undeploy() throws Exception;

        void stop() throws Exception;
    }

    private EmbeddedMain() {}

    /**
     * Runs a server.
     *
     * @param args {@code glassfish} with properties as {@code name=value}, or {@code payara-micro} with its
     *     own options
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        EmbeddedMain main = new EmbeddedMain();
        String[] options = Arrays.copyOfRange(args, 1, args.length);
        onItsOwnThread(() -> {
            main.server = args[0].equals("glassfish") ? new GlassFish(options) : new PayaraMicro(options);
            return "started";
        });
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            List<String> command = List.of(line.split(" ", 2));
            onItsOwnThread(() -> main.run(command));
        }
        onItsOwnThread(() -> {
            main.server.stop();
            return "stopped";
        }).join(STOP_MILLIS);
        Runtime.getRuntime().halt(0);
    }

    private String run(List<String> command) throws Exception {
        if (command.get(0).equals("deploy")) {
            server.deploy(new File(command.get(1)));
            return "deployed";
        }
        server.undeploy();
        return "undeployed";
    }

    @FunctionalInterface
    private interface Work {
        String run() throws Exception;
    }

    /** A new thread for each command: what a server leaves in one does not outlive it. */
    private static Thread onItsOwnThread(Work work) {
        Thread thread = new Thread(() -> answer(work), "command");
        thread.start();
        return thread;
    }

    private static void answer(Work work) {
        String answer;
        try {
            answer = work.run();
        } catch (Exception | Error e) {
            StringWriter shown = new StringWriter();
            e.printStackTrace(new PrintWriter(shown, true));
            answer = "refused " + shown.toString().replaceAll("\\R", " | ");
        }
        OUT.print("\n" + ANSWER + answer + "\n");
        OUT.flush();
    }

    /** Calls a public method, also of an object whose class is not public. */
    private static Object call(Object owner, String type, String name, Object... arguments) throws Exception {
        for (Method method : owner.getClass().getClassLoader().loadClass(type).getMethods()) {
            if (method.getName().equals(name) && fit(method.getParameterTypes(), arguments)) {
                try {
                    return method.invoke(owner, arguments);
                } catch (InvocationTargetException e) {
                    throw e.getCause() instanceof Exception exception ? exception : e;
                }
            }
        }
        throw new NoSuchMethodException(name + " of " + type);
    }

    private static boolean fit(Class<?>[] types, Object[] arguments) {
        boolean fit = types.length == arguments.length;
        for (int i = 0; fit && i < types.length; i++) {
            fit = types[i].isInstance(arguments[i]);
        }
        return fit;
    }

    private static final class GlassFish implements Server {

        private static final String API = "org.glassfish.embeddable.";

        private final Object server;
        private final Object deployer;

        GlassFish(String... options) throws Exception {
            Properties properties = new Properties();
            for (String option : options) {
                int equals = option.indexOf('=');
                properties.setProperty(option.substring(0, equals), option.substring(equals + 1));
            }
            Class<?> type = Class.forName(API + "GlassFishProperties");
            Object known = type.getConstructor(Properties.class).newInstance(properties);
            Object runtime =
                    Class.forName(API + "GlassFishRuntime").getMethod("bootstrap").invoke(null);
            server = call(runtime, API + "GlassFishRuntime", "newGlassFish", known);
            call(server, API + "GlassFish", "start");
            deployer = call(server, API + "GlassFish", "getDeployer");
        }

        @Override
        public void deploy(File archive) throws Exception {
            String[] options = {"--name=" + APPLICATION, "--contextroot=" + APPLICATION};
            Object name = call(deployer, API + "Deployer", "deploy", archive, options);
            if (name == null) {
                throw new IllegalStateException("not deployed; the server has said why");
            }
        }

        @Override
        public void undeploy() throws Exception {
            call(deployer, API + "Deployer", "undeploy", APPLICATION, new String[0]);
        }

        @Override
        public void stop() throws Exception {
            call(server, API + "GlassFish", "dispose");
        }
    }

    private static final class PayaraMicro implements Server {

        private static final String API = "fish.payara.micro.";

        private final Object server;

        PayaraMicro(String... options) throws Exception {
            // It runs then.
            Object boot = Class.forName(API + "boot.PayaraMicroLauncher")
                    .getMethod("create", String[].class)
                    .invoke(null, (Object) options);
            server = call(boot, API + "boot.PayaraMicroBoot", "getRuntime");
        }

        @Override
        public void deploy(File archive) throws Exception {
            call(server, API + "PayaraMicroRuntime", "deploy", APPLICATION, APPLICATION, archive);
            // Its result is true also when the application could not start.
            Object names = call(server, API + "PayaraMicroRuntime", "getDeployedApplicationNames");
            if (!((Collection<?>) names).contains(APPLICATION)) {
                throw new IllegalStateException("not deployed; the server has said why");
            }
        }

        @Override
        public void undeploy() throws Exception {
            call(server, API + "PayaraMicroRuntime", "undeploy", APPLICATION);
        }

        @Override
        public void stop() throws Exception {
            call(server, API + "PayaraMicroRuntime", "shutdown");
        }
    }
}
