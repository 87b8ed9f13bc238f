// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those of the certificates that a server presents which its own one stands on. A server may present any
 * others beside them, a pinned one too, which it has no key of.
 */
final class CertificatePath {

    private CertificatePath() {}

    /** {@return from the server's own certificate to the anchor, each signed with the key of the next} */
    static List<X509Certificate> of(X509Certificate[] presented, X509Certificate[] anchors) {
        List<X509Certificate> path = new ArrayList<>();
        if (presented.length == 0) {
            return path;
        }
        List<X509Certificate> others = new ArrayList<>(Arrays.asList(presented));
        X509Certificate next = others.remove(0);
        while (next != null) {
            path.add(next);
            X509Certificate issuer = issuer(next, others);
            others.remove(issuer);
            next = issuer == null ? anchor(next, Arrays.asList(anchors)) : issuer;
        }
        return path;
    }

    private static @Nullable X509Certificate anchor(X509Certificate of, List<X509Certificate> anchors) {
        return anchors.contains(of) ? null : issuer(of, anchors);
    }

    private static @Nullable X509Certificate issuer(X509Certificate of, List<X509Certificate> among) {
        for (X509Certificate each : among) {
            if (each.getBasicConstraints() >= 0 && !each.equals(of) && hasSigned(each, of)) {
                return each;
            }
        }
        return null;
    }

    private static boolean hasSigned(X509Certificate issuer, X509Certificate signed) {
        try {
            signed.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
