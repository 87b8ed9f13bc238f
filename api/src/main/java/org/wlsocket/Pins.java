// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Public keys as {@code sha256/} and the Base64 of the SHA-256 of their SubjectPublicKeyInfo. */
final class Pins {

    private static final String PREFIX = "sha256/";

    /** 32 bytes in Base64. */
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=");

    private Pins() {}

    static Set<String> checked(String... values) {
        Set<String> checked = new LinkedHashSet<>();
        for (String value : Checks.notNull(values, "list of pins")) {
            if (!FORM.matcher(Checks.notNull(value, "pin")).matches()) {
                throw new NamedSocketException.BadArgument(
                        "expected a pin such as " + PREFIX + "…= with the Base64 of"
                        + " a SHA-256 of a public key, found \"" + value + "\"; see Tls.pin");
            }
            checked.add(value);
        }
        if (checked.isEmpty()) {
            throw new NamedSocketException.BadArgument(
                    "expected at least one pin, found none; leave withPins out to take any trusted key");
        }
        return Set.copyOf(checked);
    }

    static String of(Certificate certificate) {
        return of(certificate.getPublicKey());
    }

    /** The encoding of a public key in X.509 is its SubjectPublicKeyInfo. */
    private static String of(PublicKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return PREFIX + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected SHA-256, which every JVM has, found none", e);
        }
    }
}
