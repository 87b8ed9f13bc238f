// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** The little of ASN.1 that turns a PKCS#1 key into PKCS#8 (RFC 5958). */
final class Der {

    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;

    /** INTEGER 0, then SEQUENCE { OBJECT IDENTIFIER rsaEncryption, NULL }. */
    private static final byte[] VERSION_AND_RSA =
            HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private Der() {}

    static byte[] pkcs8OfRsa(byte[] pkcs1) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(VERSION_AND_RSA);
        body.writeBytes(element(OCTET_STRING, pkcs1));
        return element(SEQUENCE, body.toByteArray());
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream element = new ByteArrayOutputStream(content.length + 4);
        element.write(tag);
        writeLength(element, content.length);
        element.writeBytes(content);
        return element.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82);
            out.write(length >> 8);
            out.write(length);
        }
    }
}
