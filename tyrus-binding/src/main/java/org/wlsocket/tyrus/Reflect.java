// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reaches what a container has but the Jakarta API does not name. */
final class Reflect {

    /** Stands around one method of a proxied object. */
    @FunctionalInterface
    interface Around {
        @Nullable Object call(@Nullable Object[] arguments, Next next) throws Throwable;
    }

    /** The proxied object's own method. */
    @FunctionalInterface
    interface Next {
        @Nullable Object call(@Nullable Object... arguments) throws Throwable;
    }

    private Reflect() {}

    static Class<?> type(ClassLoader loader, String name) throws ReflectiveOperationException {
        return Class.forName(name, true, loader);
    }

    /** {@return the value of a field, static when the owner is a class} */
    static Object get(Object owner, String name) throws ReflectiveOperationException {
        Object value = field(owner, name).get(owner);
        if (value == null) {
            throw new NoSuchFieldException(name + " of " + owner + " is null");
        }
        return value;
    }

    static @Nullable Object getOrNull(Object owner, String name) throws ReflectiveOperationException {
        return field(owner, name).get(owner);
    }

    static void set(Object owner, String name, @Nullable Object value) throws ReflectiveOperationException {
        field(owner, name).set(owner, value);
    }

    /** Throws when a class has no field of one of these names. */
    static void require(Class<?> type, String... fields) throws NoSuchFieldException {
        for (String each : fields) {
            var unused = field(type, each);
        }
    }

    /** {@return the value of a field, null also when there is no such field} */
    static @Nullable Object find(Object owner, String name) throws ReflectiveOperationException {
        Field field = findField(owner, name);
        return field == null ? null : field.get(owner);
    }

    private static Field field(Object owner, String name) throws NoSuchFieldException {
        Field field = findField(owner, name);
        if (field == null) {
            throw new NoSuchFieldException(name + " of " + owner);
        }
        return field;
    }

    private static @Nullable Field findField(Object owner, String name) {
        Class<?> type = owner instanceof Class<?> itself ? itself : owner.getClass();
        for (; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        return null;
    }

    /** Calls the method of that name and number of parameters; static when the owner is a class. */
    static @Nullable Object call(Object owner, String name, @Nullable Object... arguments)
            throws ReflectiveOperationException {
        Class<?> type = owner instanceof Class<?> itself ? itself : owner.getClass();
        return method(type, name, arguments.length).invoke(owner, arguments);
    }

    /** Throws when a class has no method of that name and number of parameters. */
    static void requireMethod(Class<?> type, String name, int parameters) throws NoSuchMethodException {
        var unused = method(type, name, parameters);
    }

    private static Method method(Class<?> leaf, String name, int parameters) throws NoSuchMethodException {
        for (Class<?> type = leaf; type != null; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterCount() == parameters
                        && !method.isBridge()) {
                    method.setAccessible(true);
                    return method;
                }
            }
        }
        throw new NoSuchMethodException(name + " of " + leaf);
    }

    /**
     * {@return an object of the interface that passes all on to the target, the named methods through an
     * around}
     */
    static Object around(Object target, Class<?> type, Map<String, Around> arounds) {
        return Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, new Passing(target, arounds));
    }

    /** {@return what an object stands around, or itself} */
    static Object unwrap(Object object) {
        return Proxy.isProxyClass(object.getClass()) && Proxy.getInvocationHandler(object)
                instanceof Passing passing
                ? passing.target
                : object;
    }

    private record Passing(Object target, Map<String, Around> arounds) implements InvocationHandler {

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            Next next = given -> {
                try {
                    return method.invoke(target, given);
                } catch (InvocationTargetException e) {
                    throw e.getCause() == null ? e : e.getCause();
                }
            };
            @Nullable Object[] all = arguments == null ? new Object[0] : arguments;
            Around around = arounds.get(method.getName());
            return around == null ? next.call(all) : around.call(all, next);
        }
    }
}
