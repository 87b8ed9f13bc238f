// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/**
 * One throw-away certificate with its private key, in the forms that servers and clients want. Immutable.
 */
public final class TestCertificate {
    private final String alias;
    private final PrivateKey key;
    private final Certificate[] chain;

    private TestCertificate(String alias, PrivateKey key, Certificate[] chain) {
        this.alias = alias;
        this.key = key;
        this.chain = chain;
    }

    static TestCertificate from(byte[] store, String alias) {
        try {
            KeyStore loaded = KeyStore.getInstance("PKCS12");
            loaded.load(new ByteArrayInputStream(store), Keytool.PASSWORD.toCharArray());
            PrivateKey key = (PrivateKey) loaded.getKey(alias, Keytool.PASSWORD.toCharArray());
            return new TestCertificate(alias, key, loaded.getCertificateChain(alias));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("expected a store of keytool with " + alias, e);
        }
    }

    public X509Certificate certificate() {
        return (X509Certificate) chain[0];
    }

    public PrivateKey privateKey() {
        return key;
    }

    /** This certificate alone. */
    public String certificatePem() {
        try {
            return pem("CERTIFICATE", certificate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key in PKCS#8, not encrypted. */
    public String privateKeyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String kind, byte[] content) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    /** For servers: presents this certificate, and trusts those that the authority signed. */
    public SSLContext serverContext() {
        return TestCertificates.clientContext(this);
    }

    /** A new PKCS12 store with the key, under {@link #keyStorePassword}, and its chain. */
    public KeyStore keyStore() {
        try {
            KeyStore store = TlsContexts.empty();
            store.setKeyEntry(alias, key, Keytool.PASSWORD.toCharArray(), chain);
            return store;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@link #keyStore} as a PKCS12 file. */
    public byte[] keyStoreBytes() {
        return bytes(keyStore());
    }

    /** A PKCS12 file that trusts this certificate; of use for the authority's. */
    public byte[] trustStoreBytes() {
        return bytes(TlsContexts.trustStore(certificate()));
    }

    private static byte[] bytes(KeyStore store) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, Keytool.PASSWORD.toCharArray());
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the stores and of the key in them. */
    public String keyStorePassword() {
        return Keytool.PASSWORD;
    }
}
