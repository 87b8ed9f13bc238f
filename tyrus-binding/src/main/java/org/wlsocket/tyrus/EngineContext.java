// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.security.SecureRandom;
import java.util.function.UnaryOperator;
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
 * A TLS context for containers that leave something out or hide it: its engines are those of another context,
 * as a rule makes of them what the container needs, and so are its sockets.
 */
final class EngineContext extends SSLContext {

    /** Takes what makes of an engine of the context one for the container, which must not want sockets. */
    EngineContext(SSLContext context, UnaryOperator<SSLEngine> rule) {
        this(context, rule, EngineContext::refused);
    }

    /** Takes what makes of what the context makes something for the container. */
    EngineContext(
            SSLContext context, UnaryOperator<SSLEngine> rule, UnaryOperator<SSLSocketFactory> sockets) {
        super(new Spi(context, rule, sockets), context.getProvider(), context.getProtocol());
    }

    private static SSLSocketFactory refused(SSLSocketFactory sockets) {
        throw new IllegalStateException("expected a container that makes TLS engines, found one that makes"
                + " TLS sockets; use another container");
    }

    /** {@return an engine that takes a certificate for the host alone that it was made for} */
    static SSLEngine checkingHost(SSLEngine engine) {
        SSLEngine checking = new ThisHost(engine);
        checking.setSSLParameters(engine.getSSLParameters());
        return checking;
    }

    /** Whatever parameters a container sets. */
    private static final class ThisHost extends PassingEngine {

        ThisHost(SSLEngine engine) {
            super(engine);
        }

        @Override
        public void setSSLParameters(SSLParameters parameters) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            super.setSSLParameters(parameters);
        }
    }

    private static final class Spi extends SSLContextSpi {

        private final SSLContext context;
        private final UnaryOperator<SSLEngine> rule;
        private final UnaryOperator<SSLSocketFactory> sockets;

        Spi(SSLContext context, UnaryOperator<SSLEngine> rule, UnaryOperator<SSLSocketFactory> sockets) {
            this.context = context;
            this.rule = rule;
            this.sockets = sockets;
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            return rule.apply(context.createSSLEngine());
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            return rule.apply(context.createSSLEngine(host, port));
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
            throw new IllegalStateException("expected no initialization of a context that is in use, found"
                    + " one");
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return sockets.apply(context.getSocketFactory());
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
