// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Destination;
import picocli.CommandLine.Option;

/** What is trusted, and how the client shows who it is. */
final class TlsOptions {

    @Option(names = "--cacert", paramLabel = "FILE",
            description = "Trust only the certificates of this PEM file.")
    private @Nullable Path authorities;

    @Option(names = "--cert", paramLabel = "FILE",
            description = "Show this client certificate (PEM, whole chain).")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "FILE",
            description = "Its private key (PEM, PKCS#8 or PKCS#1); default: the one in the file of --cert.")
    private @Nullable Path key;

    @Option(names = "--insecure", description = "Trust any certificate for any host. For tests only.")
    private boolean insecure;

    boolean isInsecure() {
        return insecure;
    }

    Destination applyTo(Destination destination) {
        if (insecure && authorities != null) {
            throw new UsageException(
                    "expected either --insecure or --cacert, found both; --cacert alone is the safe one");
        }
        if (key != null && certificate == null) {
            throw new UsageException(
                    "expected --cert beside --key, found --key alone; name the certificate too");
        }
        String asked = asked();
        if (asked.isEmpty()) {
            return destination;
        }
        if (!destination.uri().getScheme().equals("wss")) {
            throw new UsageException("expected a wss: URL beside " + asked + ", found a ws: one, which has no"
                    + " TLS; begin the URL with wss://, or leave " + asked + " out");
        }
        return destination.withHostCheck(!insecure).withSslContext(context());
    }

    /** {@return an option that needs TLS, empty when there is none} */
    private String asked() {
        if (insecure) {
            return "--insecure";
        }
        if (authorities != null) {
            return "--cacert";
        }
        return certificate == null ? "" : "--cert";
    }

    private SSLContext context() {
        TlsContext context = new TlsContext();
        if (insecure) {
            context.trustAnybody();
        }
        if (authorities != null) {
            context.trust(PemFile.read(authorities).certificates());
        }
        if (certificate != null) {
            PemFile identity = PemFile.read(certificate);
            PemFile keyFile = key == null ? identity : PemFile.read(key);
            context.show(identity.certificates(), keyFile.privateKey());
        }
        return context.build();
    }
}
