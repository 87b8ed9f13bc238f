// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The TLS context of some files, made anew when their content has changed. Otherwise it stays the same one:
 * containers and TLS sessions are shared by context. Changes are told by content: size and time of a file can
 * stay what they were.
 */
final class TlsContext {

    private static final byte[] NONE = {};

    private final @Nullable StoreFile trustStore;
    private final @Nullable StoreFile keyStore;
    private final Set<String> pins;
    private final Object lock = new Object();

    /** Guarded by the lock. */
    private @Nullable Made last;

    private record Made(String fingerprint, SSLContext context) {}

    TlsContext(@Nullable StoreFile trustStore, @Nullable StoreFile keyStore, Set<String> pins) {
        this.trustStore = trustStore;
        this.keyStore = keyStore;
        this.pins = pins;
    }

    /**
     * Files are read and passwords asked for without the lock; of two contexts for the same content one is
     * kept.
     */
    SSLContext get() throws IOException {
        byte[] trust = trustStore == null ? NONE : trustStore.read();
        byte[] keys = keyStore == null ? NONE : keyStore.read();
        try {
            String fingerprint = hash(trust) + hash(keys);
            SSLContext known = known(fingerprint);
            return known != null ? known : keep(fingerprint, make(trust, keys));
        } catch (GeneralSecurityException e) {
            throw new IOException("expected a JVM that can make a TLS context, found: " + e, e);
        }
    }

    private static String hash(byte[] content) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }

    private @Nullable SSLContext known(String fingerprint) {
        synchronized (lock) {
            Made made = last;
            return made != null && made.fingerprint.equals(fingerprint) ? made.context : null;
        }
    }

    private SSLContext keep(String fingerprint, SSLContext made) {
        synchronized (lock) {
            SSLContext first = known(fingerprint);
            if (first != null) {
                return first;
            }
            last = new Made(fingerprint, made);
            return made;
        }
    }

    private SSLContext make(byte[] trust, byte[] keys) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                keyStore == null ? null : keyManagers(keyStore, keys),
                trustManagers(trustStore, trust),
                null);
        return context;
    }

    private static KeyManager[] keyManagers(StoreFile file, byte[] content)
            throws IOException, GeneralSecurityException {
        char[] secret = file.secret();
        KeyStore store = file.open(content, secret);
        if (!hasKey(store)) {
            throw file.unusable("no private key in it", null);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        try {
            factory.init(store, secret);
        } catch (GeneralSecurityException e) {
            throw file.unusable("a key that cannot be read with the password of the store", e);
        }
        return factory.getKeyManagers();
    }

    private static boolean hasKey(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                return true;
            }
        }
        return false;
    }

    private TrustManager[] trustManagers(@Nullable StoreFile file, byte[] content)
            throws IOException, GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(file == null ? null : file.open(content, file.secret()));
        TrustManager[] managers = factory.getTrustManagers();
        if (!pins.isEmpty()) {
            for (int i = 0; i < managers.length; i++) {
                managers[i] = pinned(managers[i]);
            }
        }
        return managers;
    }

    private TrustManager pinned(TrustManager manager) throws GeneralSecurityException {
        if (manager instanceof X509ExtendedTrustManager known) {
            return new PinnedTrust(known, pins);
        }
        throw new GeneralSecurityException("pins need an X509ExtendedTrustManager, this JVM has " + manager);
    }
}
