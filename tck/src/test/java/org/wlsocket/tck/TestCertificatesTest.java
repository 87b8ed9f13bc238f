// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestCertificatesTest {

    @Test
    void each_certificate_is_made_once_for_what_it_says() throws Exception {
        X509Certificate here = TestCertificates.localhost().certificate();

        here.checkValidity();
        here.verify(TestCertificates.authority().certificate().getPublicKey());
        assertThat(names(here)).containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(TestCertificates.localhost()).isSameAs(TestCertificates.localhost());
        assertThat(names(TestCertificates.wrongHost().certificate())).containsExactly("elsewhere.example");
        assertThatThrownBy(TestCertificates.expired().certificate()::checkValidity)
                .isInstanceOf(CertificateExpiredException.class);
    }

    private static List<String> names(X509Certificate certificate) throws Exception {
        Collection<List<?>> all = certificate.getSubjectAlternativeNames();
        return all.stream().map(each -> (String) each.get(1)).toList();
    }

    @Test
    void certificate_and_key_can_be_had_as_pem() throws Exception {
        TestCertificate here = TestCertificates.localhost();
        String key = here.privateKeyPem().replaceAll("-----.*-----|\\s", "");

        assertThat(CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(here.certificatePem().getBytes("US-ASCII"))))
                .isEqualTo(here.certificate());
        assertThat(KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))))
                .isEqualTo(here.privateKey());
    }

    @Test
    void stores_can_be_had_as_files() throws Exception {
        TestCertificate here = TestCertificates.localhost();

        assertThat(load(here.keyStoreBytes(), here).size()).isEqualTo(1);
        assertThat(load(TestCertificates.authority().trustStoreBytes(), here).getCertificate("authority"))
                .isEqualTo(TestCertificates.authority().certificate());
    }

    private static KeyStore load(byte[] bytes, TestCertificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes), certificate.keyStorePassword().toCharArray());
        return store;
    }
}
