// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanContainer;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wlsocket.NamedSocketException;

/** Finds the beans of the application; may be asked from the validation of the deployment on. */
final class Beans {

    private final BeanContainer container;
    private final Collection<Bean<?>> more;

    /**
     * @param more beans of the application that the container may not show to a library of it: a server that
     *     puts the library into an archive of its own shows it only what is there
     */
    Beans(BeanContainer container, Collection<Bean<?>> more) {
        this.container = container;
        this.more = more;
    }

    /** {@return the bean of a type for a socket, null for none; more than one are a problem} */
    @Nullable Bean<?> find(Class<?> type, String socket, Problems problems) {
        return find(type, SocketName.Literal.of(socket), "for the socket \"" + socket + "\"", problems);
    }

    /** {@return the bean of a type for the application, null for none; more than one are a problem} */
    @Nullable Bean<?> find(Class<?> type, Problems problems) {
        return find(type, Default.Literal.INSTANCE, "for all sockets", problems);
    }

    /** {@return whether there is one, or more} */
    boolean hasAny(Class<?> type, String socket) {
        return !all(type, SocketName.Literal.of(socket)).isEmpty();
    }

    private Set<Bean<?>> all(Class<?> type, Annotation qualifier) {
        Set<Bean<?>> all = new HashSet<>(container.getBeans(type, qualifier));
        more.stream()
                .filter(bean -> bean.getTypes().contains(type) && bean.getQualifiers().contains(qualifier))
                .forEach(all::add);
        return all;
    }

    private @Nullable Bean<?> find(Class<?> type, Annotation qualifier, String whose, Problems problems) {
        Set<Bean<?>> found = all(type, qualifier);
        try {
            return found.isEmpty() ? null : container.resolve(found);
        } catch (AmbiguousResolutionException e) {
            problems.add(ambiguous(type, found, whose));
            return null;
        }
    }

    /** The bean that the extension has added, of whose type its class is, is nobody's to remove. */
    private static String ambiguous(Class<?> type, Set<Bean<?>> found, String whose) {
        Set<Bean<?>> own = new HashSet<>(found);
        own.removeIf(bean -> bean.getBeanClass() == type);
        String expected = "expected at most one bean of the type " + type.getSimpleName() + " " + whose;
        boolean beside = own.size() < found.size() && own.stream().noneMatch(Beans::isAlternative);
        return beside
                ? expected + ", found that the application has its own, of " + shown(own) + ", beside the one"
                        + " that is always there; make its class an @Alternative with @Priority, or remove it"
                : expected + ", found " + own.size() + ", of " + shown(own) + "; remove all but one";
    }

    private static String shown(Set<Bean<?>> beans) {
        return beans.stream().map(Beans::shown).sorted().collect(Collectors.joining(", "));
    }

    /** {@return the class that has or makes it} */
    static String shown(Bean<?> bean) {
        return bean.getBeanClass().getName();
    }

    /**
     * {@return whether a bean, or the class of its producer, is an alternative; containers differ about the
     * latter}
     */
    static boolean isAlternative(Bean<?> bean) {
        return bean.isAlternative() || bean.getBeanClass().isAnnotationPresent(Alternative.class);
    }

    /**
     * {@return the instance of a bean} The contextual reference, so that it lives as its scope says; without
     * a scope of its own it lives as long as the sockets.
     *
     * @throws NamedSocketException.BadArgument when a producer has returned null
     */
    <T> T instance(Bean<?> bean, Class<T> type, Resources resources) {
        CreationalContext<?> context = container.createCreationalContext(bean);
        resources.add(context::release);
        Object instance = container.getReference(bean, type, context);
        if (instance == null) {
            throw new NamedSocketException.BadArgument("expected a " + type.getSimpleName() + ", found that"
                    + " the producer of " + shown(bean) + " returned null; return one, or remove the"
                    + " producer");
        }
        return type.cast(instance);
    }
}
