// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.spi;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.wlsocket.Failure;
import org.wlsocket.Failure.Reason;

/** Finds in what a provider's TLS throws what is wrong with the server's certificate. */
public final class TlsFailures {

    private static final int DEEPEST_CAUSE = 16;

    private static final Set<Object> DATES = Set.of(BasicReason.EXPIRED, BasicReason.NOT_YET_VALID);

    private TlsFailures() {}

    private static final class PinMismatch extends CertificateException {

        PinMismatch(String message) {
            super(message);
        }
    }

    /**
     * {@return what a trust manager throws when the certificates are trusted but not those that are pinned}
     */
    public static CertificateException pinMismatch(String message) {
        return new PinMismatch(message);
    }

    /**
     * {@return the failure, empty when TLS is not what failed}
     *
     * @param uri where the attempt went; its host and port are named
     * @param thrown what tells it may be any of its causes
     */
    public static Optional<Failure> of(URI uri, Throwable thrown) {
        Telling telling = telling(thrown);
        return telling == null
                ? Optional.empty()
                : Optional.of(Failure.of(Failure.Phase.CONNECT, telling.reason, message(uri, telling))
                        .withException(thrown));
    }

    private record Telling(Reason reason, Throwable by) {}

    /** The most exact one; the causes of an exception come nearer to it. */
    private static @Nullable Telling telling(Throwable thrown) {
        Telling best = null;
        Throwable each = thrown;
        for (int depth = 0; each != null && depth < DEEPEST_CAUSE; depth++) {
            Reason reason = reason(each);
            if (reason != null && (best == null || rank(reason) >= rank(best.reason))) {
                best = new Telling(reason, each);
            }
            each = each.getCause();
        }
        return best;
    }

    private static int rank(Reason reason) {
        return switch (reason) {
            case TLS -> 0;
            case CERTIFICATE_UNTRUSTED -> 1;
            default -> 2;
        };
    }

    private static @Nullable Reason reason(Throwable thrown) {
        if (thrown instanceof CertificateException certificate) {
            return reason(certificate);
        }
        if (thrown instanceof CertPathValidatorException path) {
            return DATES.contains(path.getReason())
                    ? Reason.CERTIFICATE_EXPIRED
                    : Reason.CERTIFICATE_UNTRUSTED;
        }
        if (thrown instanceof CertPathBuilderException) {
            return Reason.CERTIFICATE_UNTRUSTED;
        }
        return thrown instanceof SSLException || thrown instanceof GeneralSecurityException
                ? Reason.TLS
                : null;
    }

    private static Reason reason(CertificateException thrown) {
        if (thrown instanceof PinMismatch) {
            return Reason.PIN_MISMATCH;
        }
        if (thrown instanceof CertificateExpiredException
                || thrown instanceof CertificateNotYetValidException) {
            return Reason.CERTIFICATE_EXPIRED;
        }
        if (thrown instanceof CertificateParsingException || thrown instanceof CertificateEncodingException) {
            return Reason.TLS;
        }
        return isAboutTheHost(String.valueOf(thrown.getMessage()))
                ? Reason.WRONG_HOST
                : Reason.CERTIFICATE_UNTRUSTED;
    }

    /** The JDK has no type for it. */
    private static boolean isAboutTheHost(String message) {
        return message.startsWith("No subject alternative ") || message.startsWith("No name matching ");
    }

    private static String message(URI uri, Telling telling) {
        String at = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        String found = ", found: " + telling.by.getMessage() + "; ";
        return switch (telling.reason) {
            case CERTIFICATE_EXPIRED -> "expected certificates of " + at + " that are valid today" + found
                    + "have them renewed there, or see whether the clock here is right";
            case CERTIFICATE_UNTRUSTED -> "expected a certificate of " + at + " that this side trusts" + found
                    + "if it is the right one, trust its authority with Tls.withTrustStore";
            case WRONG_HOST -> "expected a certificate for " + uri.getHost() + found
                    + "connect by a name that it is for, or have that name put in";
            case PIN_MISMATCH -> "expected a pinned public key of " + at + found
                    + "if the keys were changed with intent, change Tls.withPins too";
            default -> "expected TLS with " + at + ", found: " + telling.by + (isPlainText(telling.by)
                    ? "; the server seems not to speak TLS at this port, try another one, or ws:"
                    : "; see which protocol versions and which client certificate the server wants");
        };
    }

    /** The JDK has no type for it either. */
    private static boolean isPlainText(Throwable thrown) {
        return String.valueOf(thrown.getMessage()).contains("unrecognized SSL message");
    }
}
