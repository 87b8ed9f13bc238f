// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

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
            problems.add("expected at most one bean of the type " + type.getSimpleName() + " " + whose + ","
                    + " found " + found.size() + ", of " + shown(found) + "; remove all but one");
            return null;
        }
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

    /** {@return the instance of a bean} The contextual reference, so that it lives as its scope says. */
    <T> T instance(Bean<?> bean, Class<T> type) {
        return type.cast(container.getReference(bean, type, container.createCreationalContext(bean)));
    }
}
