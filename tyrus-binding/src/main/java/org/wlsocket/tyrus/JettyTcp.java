// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Objects;
import org.wlsocket.CloseStatus;

/** What is below a session; what was written has gone to the system before. */
record JettyTcp(Session session) implements Tcp {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.tyrus");
    private static final String CORE = "org.eclipse.jetty.websocket.core.";
    private static final String CALLBACK = "org.eclipse.jetty.util.Callback";
    private static final int FIRST_OF_APPLICATIONS = 3000;

    @Override
    public void cut() {
        try {
            Reflect.call(session, "abort");
        } catch (InvocationTargetException e) {
            LOG.log(System.Logger.Level.DEBUG, "could not end a connection of Jetty", e);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.INFO, "this Jetty is not as expected; a connection may outlast"
                    + " its link", e);
        }
    }

    @Override
    public void answer(CloseStatus status) {
        try {
            session.close(SessionWire.reason(status));
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "the link has ended before its close was answered", e);
        }
    }

    /** Jetty cuts the connection after its own frame with one of the codes for abnormal ends. */
    @Override
    public boolean sendClose(CloseStatus status) {
        if (status.code() == CloseStatus.NORMAL.code() || status.code() >= FIRST_OF_APPLICATIONS) {
            return false;
        }
        try {
            send(status);
        } catch (ReflectiveOperationException e) {
            LOG.log(System.Logger.Level.INFO, "this Jetty is not as expected and reports its own close"
                    + " codes", e);
            return false;
        }
        return true;
    }

    private void send(CloseStatus status) throws ReflectiveOperationException {
        Object core = Objects.requireNonNull(Reflect.call(session, "getCoreSession"));
        ClassLoader loader = core.getClass().getClassLoader();
        Object close = Reflect.type(loader, CORE + "CloseStatus")
                .getConstructor(int.class, String.class)
                .newInstance(status.code(), status.reason());
        Object frame = Reflect.call(close, "toFrame");
        Object entry = Reflect.type(loader, CORE + "OutgoingEntry$Builder")
                .getConstructor()
                .newInstance();
        Reflect.call(entry, "frame", frame);
        Reflect.call(entry, "callback", Reflect.get(Reflect.type(loader, CALLBACK), "NOOP"));
        Object connection = Objects.requireNonNull(Reflect.call(core, "getConnection"));
        Reflect.call(connection, "enqueueFrame", Reflect.call(entry, "build"));
    }
}
