// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.wlsocket.spi.HttpProxy;

/** The one proxy of an HTTP client of Jetty. */
final class JettyProxy {

    private static final String HTTP = "org.eclipse.jetty.client.";

    private JettyProxy() {}

    /** Jetty sends a CONNECT for plain links too where the proxy does not speak what the server speaks. */
    static void set(HttpProxy proxy, Object http) throws ReflectiveOperationException {
        ClassLoader loader = http.getClass().getClassLoader();
        Class<?> addressType = Reflect.type(loader, HTTP + "Origin$Address");
        Class<?> protocolType = Reflect.type(loader, HTTP + "Origin$Protocol");
        Object jettys = Reflect.type(loader, HTTP + "HttpProxy")
                .getConstructor(addressType, boolean.class, protocolType)
                .newInstance(
                        addressType.getConstructor(String.class, int.class)
                                .newInstance(proxy.host(), proxy.port()),
                        false,
                        protocolType.getConstructor(List.class, boolean.class)
                                .newInstance(List.of("tunnel"), false));
        Object all = Objects.requireNonNull(Reflect.call(http, "getProxyConfiguration"));
        Reflect.call(all, "addProxy", jettys);
        if (proxy.authorization().isPresent()) {
            Object at = Objects.requireNonNull(Reflect.call(jettys, "getURI"));
            Object known = Objects.requireNonNull(Reflect.call(http, "getAuthenticationStore"));
            Class<?> type = Reflect.type(loader, HTTP + "Authentication$Result");
            Reflect.call(known, "addAuthenticationResult",
                    authentication(type, at, proxy.authorization().get()));
        }
    }

    private static Object authentication(Class<?> type, Object at, String authorization) {
        ClassLoader loader = type.getClassLoader();
        Consumer<Object> header = fields -> put(loader, fields, authorization);
        return Proxy.newProxyInstance(loader, new Class<?>[] {type}, (self, method, arguments) ->
                switch (method.getName()) {
                    case "getURI" -> at;
                    case "apply" -> Reflect.call(arguments[0], "headers", header);
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> "credentials for a proxy";
                });
    }

    private static void put(ClassLoader loader, Object fields, String authorization) {
        try {
            Reflect.type(loader, "org.eclipse.jetty.http.HttpFields$Mutable")
                    .getMethod("put", String.class, String.class)
                    .invoke(fields, "Proxy-Authorization", authorization);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
