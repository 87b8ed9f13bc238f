// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code wss:} destination trusts and which client certificate it shows, as files that are read again
 * for each attempt: a replaced file counts from the next attempt on, without a restart. Immutable.
 *
 * <pre>{@code
 * Destination.of("wss://example.org/prices").withTls(Tls.defaults()
 *         .withTrustStore(Path.of("/etc/app/ca.pem"))
 *         .withKeyStore(Path.of("/etc/app/client.p12"), () -> secrets.get("client"))
 *         .withPins("sha256/afwiKY3RxoMmLkuRW1l7QsPZTJPwDS2pdDROQjXw8ig="));
 * }</pre>
 */
public final class Tls {

    private static final Tls DEFAULTS = new Tls(null, null, Set.of());
    private static final char[] NO_PASSWORD = {};

    private final @Nullable StoreFile trustStore;
    private final @Nullable StoreFile keyStore;
    private final Set<String> pins;
    private final TlsContext context;

    private Tls(@Nullable StoreFile trustStore, @Nullable StoreFile keyStore, Set<String> pins) {
        this.trustStore = trustStore;
        this.keyStore = keyStore;
        this.pins = pins;
        this.context = new TlsContext(trustStore, keyStore, pins);
    }

    /** {@return what the JVM trusts, no client certificate, no pins} */
    public static Tls defaults() {
        return DEFAULTS;
    }

    /** Trusts the certificates in a PEM file, and nobody else. */
    public Tls withTrustStore(Path file) {
        return withTrustStore(file, NO_PASSWORD);
    }

    /** Trusts the certificates in a PKCS12, JKS or PEM file, and nobody else. */
    public Tls withTrustStore(Path file, char[] password) {
        return withTrustStore(file, always(password));
    }

    /** As {@link #withTrustStore(Path, char[])}; the password is asked for whenever the file has changed. */
    public Tls withTrustStore(Path file, Supplier<char[]> password) {
        return new Tls(store("trust store", file, password), keyStore, pins);
    }

    /**
     * Shows the certificate in a PKCS12 or JKS file to servers that ask for one; its key has the same
     * password.
     */
    public Tls withKeyStore(Path file, char[] password) {
        return withKeyStore(file, always(password));
    }

    /** As {@link #withKeyStore(Path, char[])}; the password is asked for whenever the file has changed. */
    public Tls withKeyStore(Path file, Supplier<char[]> password) {
        return new Tls(trustStore, store("key store", file, password), pins);
    }

    /**
     * Demands one of these public keys, in the server's certificate or in one that it stands on, and all that
     * is demanded otherwise too. Name at least two, one of them a spare key that is not in use yet.
     *
     * @param values {@code sha256/} and the Base64 of the SHA-256 of the SubjectPublicKeyInfo; see
     *     {@link #pin}
     * @throws NamedSocketException.BadArgument for another form, or for none
     */
    public Tls withPins(String... values) {
        return new Tls(trustStore, keyStore, Pins.checked(values));
    }

    /** {@return the pin of a certificate's public key} */
    public static String pin(Certificate certificate) {
        return Pins.of(Checks.notNull(certificate, "certificate"));
    }

    /** {@return the file with what is trusted; empty for what the JVM trusts} */
    public Optional<Path> trustStore() {
        return Optional.ofNullable(trustStore).map(StoreFile::path);
    }

    /** {@return the file with the client certificate} */
    public Optional<Path> keyStore() {
        return Optional.ofNullable(keyStore).map(StoreFile::path);
    }

    /** {@return the public keys of which one is demanded; empty for any} */
    public List<String> pins() {
        return pins.stream().sorted().toList();
    }

    /**
     * Reads the files. As long as their content is the same, so is the context, for all who share this value.
     *
     * @return the context, of use for other clients too
     * @throws IOException when a file cannot be used; the message names it
     */
    public SSLContext context() throws IOException {
        return context.get();
    }

    private static StoreFile store(String what, Path file, Supplier<char[]> password) {
        return new StoreFile(
                what, Checks.notNull(file, what + " file"), Checks.notNull(password, "password of it"));
    }

    private static Supplier<char[]> always(char[] password) {
        char[] copy = Checks.notNull(password, "password").clone();
        return copy::clone;
    }

    /** {@return the files, without passwords} */
    @Override
    public String toString() {
        return "Tls[" + (trustStore == null ? "trust of the JVM" : trustStore)
                + (keyStore == null ? "" : ", " + keyStore)
                + (pins.isEmpty() ? "" : ", " + pins.size() + " pins") + "]";
    }
}
