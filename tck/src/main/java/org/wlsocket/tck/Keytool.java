// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDK's own {@code keytool} as a child process: the JDK has no public API that makes certificates. */
final class Keytool {
    static final String PASSWORD = "changeit";

    private Keytool() {}

    /** The PKCS12 store with one more key pair in it; an empty array stands for a new store. */
    static byte[] addKeyPair(byte[] store, String alias, List<String> options) {
        try {
            Path directory = Files.createTempDirectory("test-certificates");
            Path file = directory.resolve("store.p12");
            try {
                return addKeyPair(store, alias, options, file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] addKeyPair(byte[] store, String alias, List<String> options, Path file)
            throws IOException {
        if (store.length > 0) {
            Files.write(file, store);
        }
        // Elliptic curves: an RSA key takes up to a second more. The compiler's first tier is enough here.
        List<String> command = new ArrayList<>(List.of(
                executable(), "-J-XX:TieredStopAtLevel=1", "-genkeypair", "-alias", alias,
                "-keyalg", "EC", "-groupname", "secp256r1",
                "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(options);
        run(command);
        return Files.readAllBytes(file);
    }

    private static String executable() {
        String suffix = File.separatorChar == '\\' ? ".exe" : "";
        return Path.of(System.getProperty("java.home"), "bin", "keytool" + suffix).toString();
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        try {
            if (process.waitFor() != 0) {
                throw new IOException("expected keytool to make a certificate, found: " + output);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while keytool ran", e);
        }
    }
}
