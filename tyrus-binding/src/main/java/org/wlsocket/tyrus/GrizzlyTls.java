// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Mends Grizzly's TLS filter: of what arrives in one read it throws everything away when the peer's closing
 * alert comes last in it, so that last messages and close frames would be lost (E8). The filter gets that
 * alert, like anything small at the end, in a read of its own. What it throws before the link is open is the
 * attempt's reason.
 */
final class GrizzlyTls {

    private static final int RECORD_HEADER = 5;
    private static final int LONGEST_ALERT = 128;
    private static final int INVOKE_ACTION = 0;
    private static final int STOP_ACTION = 1;

    private final Class<?> filterType;
    private final Method getMessage;
    private final Method setMessage;
    private final Method getInvokeAction;
    private final Method type;
    private final Method position;
    private final Method toByteBuffer;
    private final Method split;

    GrizzlyTls(ClassLoader loader) throws ReflectiveOperationException {
        String chain = "org.glassfish.grizzly.filterchain.";
        filterType = Reflect.type(loader, chain + "Filter");
        Class<?> context = Reflect.type(loader, chain + "FilterChainContext");
        getMessage = context.getMethod("getMessage");
        setMessage = context.getMethod("setMessage", Object.class);
        getInvokeAction = context.getMethod("getInvokeAction", Object.class);
        type = Reflect.type(loader, chain + "NextAction").getMethod("type");
        Class<?> buffer = Reflect.type(loader, "org.glassfish.grizzly.Buffer");
        position = buffer.getMethod("position");
        toByteBuffer = buffer.getMethod("toByteBuffer");
        split = buffer.getMethod("split", int.class);
    }

    /** Does nothing to a connection without TLS. */
    @SuppressWarnings("unchecked")
    void mend(Object connection, Attempt attempt) throws ReflectiveOperationException {
        Object chain = Objects.requireNonNull(Reflect.call(connection, "getProcessor"));
        List<Object> filters = (List<Object>) Reflect.get(chain, "filters");
        for (int i = 0; i < filters.size(); i++) {
            Object filter = filters.get(i);
            if (GrizzlyTcp.tlsFuture(filter) == null) {
                continue;
            }
            Object tls = GrizzlyTcp.behindProxy(filter);
            Object mended = Reflect.around(tls, filterType, Map.of(
                    "handleRead", (arguments, next) -> telling(attempt, arguments, next)));
            if (tls == filter) {
                filters.set(i, mended);
            } else {
                Reflect.set(filter, "filter", mended);
            }
        }
    }

    /**
     * After its own part of the handshake Tyrus would take the peer's refusal for an end of the connection.
     */
    private @Nullable Object telling(Attempt attempt, @Nullable Object[] arguments, Reflect.Next next)
            throws Throwable {
        try {
            return handleRead(arguments, next);
        } catch (SSLException e) {
            attempt.giveUp(e);
            throw e;
        }
    }

    private @Nullable Object handleRead(@Nullable Object[] arguments, Reflect.Next next) throws Throwable {
        Object context = arguments[0];
        Object message = getMessage.invoke(context);
        int alert = message == null ? 0 : lastIfSmall((ByteBuffer) toByteBuffer.invoke(message));
        if (alert == 0) {
            return next.call(arguments);
        }
        Object rest = split.invoke(message, (int) position.invoke(message) + alert);
        Object action = next.call(arguments);
        int what = (int) type.invoke(action);
        if (what == INVOKE_ACTION) {
            return getInvokeAction.invoke(context, rest);
        }
        if (what != STOP_ACTION) {
            throw new IllegalStateException(
                    "expected Grizzly's TLS filter to go on or to stop, found " + action);
        }
        setMessage.invoke(context, rest);
        return next.call(arguments);
    }

    /** {@return where the last whole record starts if it is small and another one lies before it, else 0} */
    private static int lastIfSmall(ByteBuffer bytes) {
        int last = 0;
        int end = 0;
        int from = bytes.position();
        while (bytes.remaining() - end >= RECORD_HEADER) {
            int length = RECORD_HEADER + (bytes.getShort(from + end + RECORD_HEADER - 2) & 0xffff);
            if (bytes.remaining() - end < length) {
                break;
            }
            last = end;
            end += length;
        }
        return end - last <= LONGEST_ALERT ? last : 0;
    }
}
