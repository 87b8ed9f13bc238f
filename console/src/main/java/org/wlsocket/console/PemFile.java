// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys in PEM; what is in a key file never gets into a message. */
final class PemFile {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "DSA");

    private final Path path;
    private final String content;

    private PemFile(Path path, String content) {
        this.path = path;
        this.content = content;
    }

    static PemFile read(Path path) {
        try {
            return new PemFile(path, Files.readString(path, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UsageException("expected a readable file, found " + path + " ("
                    + e.getClass().getSimpleName() + "); check the path and its permissions");
        }
    }

    List<X509Certificate> certificates() {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> found = new ArrayList<>();
            for (String block : certificateBlocks()) {
                InputStream pem = new ByteArrayInputStream(block.getBytes(StandardCharsets.ISO_8859_1));
                found.add((X509Certificate) factory.generateCertificate(pem));
            }
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            // said below, in our words
        }
        throw new UsageException("expected certificates in PEM, found none that can be read in " + path
                + "; it should hold -----BEGIN CERTIFICATE-----");
    }

    /** Without the keys that may stand beside them. */
    private List<String> certificateBlocks() {
        return BLOCK.matcher(content)
                .results()
                .filter(block -> block.group(1).endsWith("CERTIFICATE"))
                .map(MatchResult::group)
                .toList();
    }

    PrivateKey privateKey() {
        Matcher blocks = BLOCK.matcher(content);
        while (blocks.find()) {
            if (blocks.group(1).endsWith("PRIVATE KEY")) {
                return privateKey(blocks.group(1), blocks.group(2));
            }
        }
        throw new UsageException("expected a private key in PEM, found none in " + path
                + "; it should hold -----BEGIN PRIVATE KEY-----");
    }

    private PrivateKey privateKey(String kind, String body) {
        if (kind.startsWith("ENCRYPTED") || body.contains("ENCRYPTED")) {
            throw convert("an encrypted key");
        }
        return switch (kind) {
            case "PRIVATE KEY" -> decode(bytes(body));
            case "RSA PRIVATE KEY" -> decode(Der.pkcs8OfRsa(bytes(body)));
            default -> throw convert("-----BEGIN " + kind + "-----");
        };
    }

    private byte[] bytes(String body) {
        try {
            return Base64.getMimeDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw convert("a key that is no Base64");
        }
    }

    private PrivateKey decode(byte[] pkcs8) {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (GeneralSecurityException e) {
                // a key of another algorithm
            }
        }
        throw convert("a key of none of the algorithms " + ALGORITHMS);
    }

    private UsageException convert(String found) {
        return new UsageException("expected an unencrypted key in PKCS#8 or PKCS#1, found " + found + " in "
                + path + "; convert it with: openssl pkcs8 -topk8 -nocrypt -in " + path + " -out key.pem");
    }
}
