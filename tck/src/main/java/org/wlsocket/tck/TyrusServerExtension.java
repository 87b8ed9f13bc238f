// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.net.URI;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A {@link TyrusServer} for JUnit: in a static field one for all tests of the class and of the classes
 * nested in it, else one for each test.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final TyrusServerExtension server = TyrusServerExtension.of(Echo.class);
 * }</pre>
 *
 * <p>It listens for {@code ws:} and {@code wss:}. Tests may also take parameters of the types
 * {@link TyrusServer} and {@link SSLContext}; the latter trusts the server.
 *
 * <p>Needs the server of Tyrus, which comes with the test kit. Where Tyrus is excluded for another
 * container there is {@link ScriptedServer}.
 */
public final class TyrusServerExtension
        implements BeforeAllCallback,
                AfterAllCallback,
                BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver {

    private final TyrusServer.Builder builder;
    private boolean trustedByDefault;
    private boolean forWholeClass;
    private int classes; // a nested class brings the callbacks of a static field once more
    private @Nullable SSLContext defaultBefore;
    private @Nullable TyrusServer server;

    private TyrusServerExtension(TyrusServer.Builder builder) {
        this.builder = builder;
    }

    /** {@return a server with these classes, each with {@code @ServerEndpoint}} */
    public static TyrusServerExtension of(Class<?>... annotatedEndpoints) {
        TyrusServer.Builder builder = TyrusServer.builder().ws().wss();
        for (Class<?> endpoint : annotatedEndpoints) {
            builder.endpoint(endpoint);
        }
        return of(builder);
    }

    /** {@return a server as the builder makes it} */
    public static TyrusServerExtension of(TyrusServer.Builder builder) {
        return new TyrusServerExtension(builder);
    }

    /**
     * Makes the whole JVM trust the server while it runs: for code that gives no {@link SSLContext}, such as
     * that on the facades. Not for tests that run side by side.
     */
    public TyrusServerExtension trustedByDefault() {
        trustedByDefault = true;
        return this;
    }

    /** {@return the address of a path, which starts with a slash, over {@code ws:}} */
    public URI ws(String path) {
        return server().ws(path);
    }

    /** {@return the address of a path, which starts with a slash, over {@code wss:}} */
    public URI wss(String path) {
        return server().wss(path);
    }

    /** {@return a context for clients that trusts the server} */
    public SSLContext clientContext() {
        return TestCertificates.clientContext();
    }

    /** {@return the running server} */
    public TyrusServer server() {
        if (server == null) {
            throw new IllegalStateException("expected a call while a test runs, found no server; is the field"
                    + " annotated with @RegisterExtension?");
        }
        return server;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        forWholeClass = true;
        if (classes++ == 0) {
            start();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (!forWholeClass) {
            start();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!forWholeClass) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (--classes == 0) {
            stop();
        }
    }

    private void start() {
        server = builder.start();
        if (trustedByDefault) {
            defaultBefore = defaultContext();
            SSLContext.setDefault(clientContext());
        }
    }

    private static SSLContext defaultContext() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected a default SSLContext in this Java", e);
        }
    }

    private void stop() {
        if (defaultBefore != null) {
            SSLContext.setDefault(defaultBefore);
            defaultBefore = null;
        }
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == TyrusServer.class || type == SSLContext.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TyrusServer.class ? server() : clientContext();
    }
}
