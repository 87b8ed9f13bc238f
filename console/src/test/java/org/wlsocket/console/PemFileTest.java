// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PemFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"RSA, 2048", "RSA, 4096", "EC, 256", "DSA, 1024"})
    void a_key_in_pkcs8_is_read(String algorithm, int size) throws Exception {
        PrivateKey key = key(algorithm, size);
        assertThat(PemFile.read(pem("PRIVATE KEY", key.getEncoded())).privateKey()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"512", "1024", "2048", "4096"})
    void an_rsa_key_in_pkcs1_is_read(int size) throws Exception {
        PrivateKey key = key("RSA", size);
        byte[] pkcs1 = lastPart(key.getEncoded());
        assertThat(PemFile.read(pem("RSA PRIVATE KEY", pkcs1)).privateKey()).isEqualTo(key);
    }

    /** Cuts out the content of the OCTET STRING; its head of 3 or 4 bytes stands behind the NULL (05 00). */
    private static byte[] lastPart(byte[] pkcs8) {
        int head = HexFormat.of().formatHex(pkcs8).indexOf("0500048") / 2 + 2;
        int lengthBytes = pkcs8[head + 1] & 0x0f;
        return Arrays.copyOfRange(pkcs8, head + 2 + lengthBytes, pkcs8.length);
    }

    private static PrivateKey key(String algorithm, int size) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair().getPrivate();
    }

    private Path pem(String kind, byte[] content) throws IOException {
        String body = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(
                folder.resolve("key.pem"),
                "a comment\n-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }
}
