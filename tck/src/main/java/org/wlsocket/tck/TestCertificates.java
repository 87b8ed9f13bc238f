// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;

/**
 * Throw-away certificates, signed by one authority that lives as long as this JVM. Each is made at its first
 * use, by {@code keytool}, in about a second, and then kept. Every method may be called from any thread.
 */
public final class TestCertificates {
    private static final String HERE = "san=dns:localhost,ip:127.0.0.1,ip:::1";
    private static final Map<String, TestCertificate> MADE = new ConcurrentHashMap<>();
    private static byte[] store = {}; // guarded by the class

    private TestCertificates() {}

    /** Signs the others. No default trust store knows it. */
    public static TestCertificate authority() {
        return made("authority", "test authority", "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign");
    }

    /** For a server at {@code localhost}, 127.0.0.1 or ::1. */
    public static TestCertificate localhost() {
        return signed("localhost", "localhost", "-ext", HERE);
    }

    /** As {@link #localhost}, but its validity ended some days ago. */
    public static TestCertificate expired() {
        return signed("expired", "localhost", "-ext", HERE, "-startdate", "-20d", "-validity", "10");
    }

    /** Valid, but for {@code elsewhere.example}. */
    public static TestCertificate wrongHost() {
        return signed("wrong-host", "elsewhere.example", "-ext", "san=dns:elsewhere.example");
    }

    /** For a client that has to prove who it is. */
    public static TestCertificate client() {
        return signed("client", "test client", "-ext", "eku=clientAuth");
    }

    /** For clients: trusts the authority and nothing else. */
    public static SSLContext clientContext() {
        return TlsContexts.trusting(authority().certificate(), null);
    }

    /** As {@link #clientContext()}, and presents this certificate when asked. */
    public static SSLContext clientContext(TestCertificate identity) {
        return TlsContexts.trusting(authority().certificate(), identity.keyStore());
    }

    private static TestCertificate signed(String alias, String commonName, String... options) {
        authority();
        return made(alias, commonName, append(options, "-signer", "authority"));
    }

    private static TestCertificate made(String alias, String commonName, String... options) {
        return MADE.computeIfAbsent(alias, key -> make(key, append(options, "-dname", "CN=" + commonName)));
    }

    // One store for all, because keytool signs only with what lies in the same one.
    private static synchronized TestCertificate make(String alias, String... options) {
        store = Keytool.addKeyPair(store, alias, List.of(options));
        return TestCertificate.from(store, alias);
    }

    private static String[] append(String[] options, String... more) {
        List<String> all = new ArrayList<>(List.of(options));
        Collections.addAll(all, more);
        return all.toArray(String[]::new);
    }
}
