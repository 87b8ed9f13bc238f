// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file with keys or certificates. What is said of it names the file, never the password.
 *
 * @param what for messages: {@code key store} or {@code trust store}
 * @param password asked for whenever the file has changed
 */
record StoreFile(String what, Path path, Supplier<char[]> password) {

    private static final int JKS_MAGIC = 0xFEEDFEED;
    private static final byte[] PEM = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);

    byte[] read() throws IOException {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw unusable("no such file", e);
        } catch (IOException | RuntimeException e) {
            throw unusable(e.toString(), e);
        }
    }

    KeyStore open(byte[] content, char[] secret) throws IOException {
        try (InputStream in = new ByteArrayInputStream(content)) {
            KeyStore store = startsWith(content, PEM) ? pem(in) : load(content, in, secret);
            if (store.size() == 0) {
                throw unusable("nothing in it", null);
            }
            return store;
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        }
    }

    @SuppressWarnings("NullAway") // The password is foreign.
    char[] secret() throws IOException {
        char[] secret;
        try {
            secret = password.get();
        } catch (RuntimeException e) {
            throw unusable("no password, because its supplier threw a " + e.getClass().getName(), e);
        }
        if (secret == null) {
            throw unusable("null for its password", null);
        }
        return secret;
    }

    private KeyStore load(byte[] content, InputStream in, char[] secret)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(isJks(content) ? "JKS" : "PKCS12");
        try {
            store.load(in, secret);
        } catch (IOException e) {
            throw unusable(String.valueOf(e.getMessage()), e);
        }
        return store;
    }

    /** Certificates alone; a private key is not for a file without a password. */
    private static KeyStore pem(InputStream in) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int number = 0;
        for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
            store.setCertificateEntry("certificate-" + number++, each);
        }
        return store;
    }

    private static boolean isJks(byte[] content) {
        return content.length > 4 && ByteBuffer.wrap(content).getInt() == JKS_MAGIC;
    }

    private static boolean startsWith(byte[] content, byte[] begin) {
        return content.length > begin.length
                && Arrays.equals(content, 0, begin.length, begin, 0, begin.length);
    }

    IOException unusable(String found, @Nullable Throwable cause) {
        return new IOException(
                "expected a " + what + " in the file " + path + ", found: " + found
                        + "; check the file, its password and who may read it",
                cause);
    }

    @Override
    public String toString() {
        return what + " " + path;
    }
}
