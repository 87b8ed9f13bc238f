// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.InjectionPointInfo;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.MetaAnnotations;
import jakarta.enterprise.inject.build.compatible.spi.ObserverInfo;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.SkipIfPortableExtensionPresent;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.enterprise.inject.build.compatible.spi.Validation;
import jakarta.enterprise.lang.model.AnnotationInfo;
import jakarta.enterprise.lang.model.declarations.DeclarationInfo;
import jakarta.enterprise.lang.model.declarations.ParameterInfo;
import jakarta.enterprise.lang.model.types.Type;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.wlsocket.NamedSocket;
import org.wlsocket.Sockets;

/**
 * The extension of CDI Lite containers, which look at an application when it is built. What it collects is
 * carried to the start as text; there it is compared with the configuration, because that of the build is
 * another and good for warnings only.
 */
@SkipIfPortableExtensionPresent(SocketsExtension.class)
public final class SocketsBuildExtension implements BuildCompatibleExtension {

    private static final Set<String> DEFINITIONS =
            Set.of(SocketDefinition.class.getName(), NamedSocket.class.getName());

    private final Uses uses = new Uses();
    private final Set<String> definedInCode = new TreeSet<>();

    /** Made by the container. */
    public SocketsBuildExtension() {}

    /** Makes known what is in a jar that need not be scanned. */
    @Discovery
    public void discover(ScannedClasses classes, MetaAnnotations annotations) {
        annotations.addQualifier(SocketName.class);
        classes.add(StartAndStop.class.getName());
    }

    /** Notes whom a bean injects, and what it defines. */
    @Registration(types = Object.class)
    public void note(BeanInfo bean) {
        String owner = bean.declaringClass().name();
        String defined = socketOf(bean.qualifiers());
        if (defined != null && !bean.isSynthetic()) {
            uses.addUser(defined, "bean of " + owner);
            if (bean.types().stream().map(SocketsBuildExtension::nameOf).anyMatch(DEFINITIONS::contains)) {
                definedInCode.add(defined);
            }
        }
        for (InjectionPointInfo point : bean.injectionPoints()) {
            String socket = socketOf(point.qualifiers());
            if (socket != null) {
                uses.addUser(socket, where(point.declaration(), owner));
            }
        }
    }

    private static String where(DeclarationInfo declaration, String owner) {
        return switch (declaration.kind()) {
            case FIELD -> "field " + owner + "." + declaration.asField().name();
            case PARAMETER -> "a parameter of " + owner + "."
                    + declaration.asParameter().declaringMethod().name();
            default -> "an injection point of " + owner;
        };
    }

    /**
     * Notes an observer, and whom its further parameters inject, which are no injection points of its bean.
     */
    @Registration(types = Object.class)
    public void note(ObserverInfo observer) {
        if (observer.isSynthetic()) {
            note(observer, observer.declaringClass().name());
            return;
        }
        String where = observer.declaringClass().name() + "." + observer.observerMethod().name();
        note(observer, where);
        for (ParameterInfo parameter : observer.observerMethod().parameters()) {
            String socket = isEvent(parameter) ? null : socketOf(parameter.annotations());
            if (socket != null) {
                uses.addUser(socket, "a parameter of " + where);
            }
        }
    }

    private static boolean isEvent(ParameterInfo parameter) {
        return parameter.hasAnnotation(Observes.class) || parameter.hasAnnotation(ObservesAsync.class);
    }

    private void note(ObserverInfo observer, String where) {
        ObserverRules.note(
                new ObserverRules.Seen(
                        where,
                        nameOf(observer.eventType()),
                        socketOf(observer.qualifiers()),
                        othersOf(observer.qualifiers()),
                        observer.isAsync()),
                uses);
    }

    private static @Nullable String socketOf(Collection<AnnotationInfo> annotations) {
        return annotations.stream()
                .filter(annotation -> annotation.name().equals(SocketName.class.getName()))
                .map(annotation -> annotation.value().asString())
                .findFirst()
                .orElse(null);
    }

    private static List<String> othersOf(Collection<AnnotationInfo> qualifiers) {
        return qualifiers.stream()
                .map(AnnotationInfo::name)
                .filter(name -> !name.equals(SocketName.class.getName()) && !name.equals(Any.class.getName()))
                .map(name -> "@" + name)
                .toList();
    }

    /** A type variable is what it is bound to, as the container resolves observers. */
    private static String nameOf(Type type) {
        if (type.isClass()) {
            return type.asClass().declaration().name();
        }
        if (type.isTypeVariable()) {
            return nameOf(type.asTypeVariable().bounds().get(0));
        }
        return type.isParameterizedType() ? type.asParameterizedType().declaration().name() : type.toString();
    }

    /** Adds what is injected. */
    @Synthesis
    public void add(SyntheticComponents components) {
        components
                .addBean(SocketRuntime.class)
                .type(SocketRuntime.class)
                .scope(Singleton.class)
                .withParam(Creators.USES, uses.toLines())
                .createWith(Creators.OfRuntime.class);
        components
                .addBean(Sockets.class)
                .type(Sockets.class)
                .scope(ApplicationScoped.class)
                .createWith(Creators.OfSockets.class);
        for (String name : uses.names()) {
            components
                    .addBean(NamedSocket.class)
                    .type(NamedSocket.class)
                    .qualifier(SocketName.Literal.of(name))
                    .scope(ApplicationScoped.class)
                    .withParam(Creators.NAME, name)
                    .createWith(Creators.OfSocket.class);
        }
        HealthBeans.addTo(components);
    }

    /** Warns of sockets that would not start if the configuration stayed as it is. */
    @Validation
    public void warn(Messages messages) {
        Settings settings = new Settings(Configuration.find(), new Problems());
        for (String name : uses.names()) {
            if (!name.isBlank() && !definedInCode.contains(name) && !settings.defines(name)) {
                messages.warn(undefined(name));
            }
        }
    }

    private String undefined(String name) {
        return "the socket \"" + name + "\" is not defined yet: expected the key " + SocketKey.prefix(name)
                + Keys.URL + ", found none in the configuration of the build; it is used by "
                + uses.usersOf(name)
                + "; set that key before the application starts, or correct the name";
    }
}
