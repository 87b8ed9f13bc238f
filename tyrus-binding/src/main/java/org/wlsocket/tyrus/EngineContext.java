// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * A TLS context for containers that leave something out: its engines take a certificate for the host alone
 * that they were made for, and speak only some protocols.
 */
final class EngineContext extends SSLContext {

    private EngineContext(SSLContext context, Spi spi) {
        super(spi, context.getProvider(), context.getProtocol());
    }

    static SSLContext checkingHosts(SSLContext context) {
        return around(context, true);
    }

    /** Takes the protocols that may be spoken; none for those of the context. */
    static SSLContext around(SSLContext context, boolean hostCheck, String... protocols) {
        return new EngineContext(context, new Spi(context, hostCheck, protocols));
    }

    private static final class Spi extends SSLContextSpi {

        private final SSLContext context;
        private final boolean hostCheck;
        private final String[] protocols;

        Spi(SSLContext context, boolean hostCheck, String... protocols) {
            this.context = context;
            this.hostCheck = hostCheck;
            this.protocols = protocols;
        }

        private SSLEngine set(SSLEngine engine) {
            SSLParameters parameters = engine.getSSLParameters();
            if (hostCheck) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            if (protocols.length > 0) {
                parameters.setProtocols(protocols);
            }
            engine.setSSLParameters(parameters);
            return engine;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return set(context.createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return set(context.createSSLEngine(host, port));
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
            throw new IllegalStateException("expected no initialization of a context that is in use, found"
                    + " one");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            throw new IllegalStateException("expected a container that makes TLS engines, whose host is"
                    + " checked, found one that makes TLS sockets; use another container");
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            return context.getServerSocketFactory();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            return context.getServerSessionContext();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            return context.getClientSessionContext();
        }

        @Override
        protected SSLParameters engineGetDefaultSSLParameters() {
            return context.getDefaultSSLParameters();
        }

        @Override
        protected SSLParameters engineGetSupportedSSLParameters() {
            return context.getSupportedSSLParameters();
        }
    }
}
