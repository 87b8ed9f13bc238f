// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.enterprise.inject.spi.ProcessBean;
import jakarta.enterprise.inject.spi.ProcessInjectionPoint;
import jakarta.enterprise.inject.spi.ProcessObserverMethod;
import jakarta.enterprise.inject.spi.ProcessSyntheticBean;
import jakarta.enterprise.inject.spi.configurator.ObserverMethodConfigurator;
import java.lang.annotation.Annotation;
import java.lang.reflect.Member;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.NamedSocket;
import org.wlsocket.Readiness;
import org.wlsocket.RetryRule;
import org.wlsocket.Sockets;
import org.wlsocket.spi.SocketProvider;

/**
 * The extension of CDI Full containers; found by itself, to be named only where a test switches discovery
 * off:
 *
 * <pre>{@code
 * SeContainerInitializer.newInstance().disableDiscovery().addExtensions(new SocketsExtension())
 * }</pre>
 *
 * <p>Sockets open when all observers of {@link Startup} have been called that do not say to come last, and
 * are closed at the first sign of the stop, while the beans of the application are still there (D5). All that
 * is wrong with them is in one {@link jakarta.enterprise.inject.spi.DeploymentException} (D4).
 */
public final class SocketsExtension implements Extension {

    private static final Set<Type> LOOKED_UP = Set.of(
            SocketDefinition.class,
            NamedSocket.class,
            CredentialsProvider.class,
            Readiness.class,
            RetryRule.class,
            SSLContext.class,
            SocketProvider.class);

    private final Uses uses = new Uses();
    private final List<Bean<?>> beans = new ArrayList<>();

    /** Containers start and stop an application on one thread at a time. */
    private @Nullable SocketRuntime runtime;

    /**
     * A class of the application that uses sockets, or this one where there is none. Servers start and stop
     * an application module by module, and the extension's own module may be another than the application's:
     * on WildFly it starts before that, and stops after it.
     */
    private Class<?> home = SocketsExtension.class;

    /** Made by the container. */
    public SocketsExtension() {}

    void note(@Observes ProcessInjectionPoint<?, ?> event) {
        InjectionPoint point = event.getInjectionPoint();
        String socket = socketOf(point.getQualifiers());
        if (socket != null) {
            uses.addUser(socket, where(point));
        }
        if (socket != null || point.getType() == Sockets.class) {
            noteHome(point);
        }
    }

    /** A servlet, a filter or a WebSocket endpoint is no bean. */
    private void noteHome(InjectionPoint point) {
        if (point.getBean() != null) {
            noteHome(point.getBean().getBeanClass());
        } else if (point.getMember() != null) {
            noteHome(point.getMember().getDeclaringClass());
        }
    }

    /** The sockets that are added here are not the application's. */
    void note(@Observes ProcessBean<?> event) {
        Class<?> owner = event.getBean().getBeanClass();
        String socket = socketOf(event.getBean().getQualifiers());
        if (socket != null && owner != NamedSocket.class) {
            uses.addUser(socket, "bean of " + owner.getName());
            noteHome(owner);
        }
        // Of what extensions add, some containers show a stand-in that they do not resolve.
        boolean synthetic = event instanceof ProcessSyntheticBean || owner == NamedSocket.class;
        if (!synthetic && !Collections.disjoint(event.getBean().getTypes(), LOOKED_UP)) {
            beans.add(event.getBean());
        }
    }

    void note(@Observes ProcessObserverMethod<?, ?> event) {
        ObserverMethod<?> method = event.getObserverMethod();
        if (socketOf(method.getObservedQualifiers()) != null) {
            noteHome(method.getBeanClass());
        }
        ObserverRules.note(
                new ObserverRules.Seen(
                        where(method, event.getAnnotatedMethod()),
                        nameOf(method.getObservedType()),
                        socketOf(method.getObservedQualifiers()),
                        othersOf(method.getObservedQualifiers()),
                        method.isAsync()),
                uses);
    }

    /** The first is as good as any other. */
    private void noteHome(Class<?> user) {
        if (home == SocketsExtension.class) {
            home = user;
        }
    }

    private static @Nullable String socketOf(Collection<Annotation> qualifiers) {
        return qualifiers.stream()
                .filter(SocketName.class::isInstance)
                .map(qualifier -> ((SocketName) qualifier).value())
                .findFirst()
                .orElse(null);
    }

    private static List<String> othersOf(Collection<Annotation> qualifiers) {
        return qualifiers.stream()
                .map(Annotation::annotationType)
                .filter(type -> type != SocketName.class && type != Any.class)
                .map(type -> "@" + type.getName())
                .toList();
    }

    /** A type variable is what it is bound to, as the container resolves observers. */
    private static String nameOf(Type type) {
        if (type instanceof TypeVariable<?> variable) {
            return nameOf(variable.getBounds()[0]);
        }
        if (type instanceof ParameterizedType parameterized) {
            return parameterized.getRawType().getTypeName();
        }
        return type instanceof Class<?> plain ? plain.getName() : type.getTypeName();
    }

    private static String where(InjectionPoint point) {
        Member member = point.getMember();
        if (member == null) {
            return "an injection point of " + nameOf(point.getType());
        }
        String name = member.getDeclaringClass().getName();
        if (point.getAnnotated() instanceof AnnotatedParameter<?> parameter) {
            boolean constructor = member.getName().equals(name);
            return "parameter " + (parameter.getPosition() + 1) + " of " + name
                    + (constructor ? "" : "." + member.getName());
        }
        return "field " + name + "." + member.getName();
    }

    private static String where(ObserverMethod<?> method, @Nullable AnnotatedMethod<?> annotated) {
        String name = method.getBeanClass().getName();
        return annotated == null ? name : name + "."
                + ((AnnotatedMember<?>) annotated).getJavaMember().getName();
    }

    void addBeans(@Observes AfterBeanDiscovery event, BeanManager manager) {
        SocketRuntime made = new SocketRuntime(uses, manager, beans, home);
        runtime = made;
        uses.names().forEach(name -> addSocket(event, name, made));
        // The interface as the class of the bean: of it a proxy can be made on every container.
        event.addBean()
                .beanClass(Sockets.class)
                .types(Sockets.class, Object.class)
                .qualifiers(Default.Literal.INSTANCE, Any.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .id(Sockets.class.getName())
                .createWith(context -> new InjectedSockets(made));
        HealthBeans.addTo(event, made);
        addObservers(event, made);
    }

    /** They are where {@link #home} is, and so are called when the application itself starts and stops. */
    private void addObservers(AfterBeanDiscovery event, SocketRuntime made) {
        // Early, so that the application's own observers of the start find everything made.
        observe(event, Startup.class, 0, made::prepare);
        // Late: no event comes before the application is ready for it.
        observe(event, Startup.class, Integer.MAX_VALUE, made::open);
        // Not every container fires this.
        observe(event, Shutdown.class, SocketRuntime.STOP_PRIORITY, made::stop);
        observe(event, Object.class, SocketRuntime.STOP_PRIORITY, made::stop)
                .addQualifier(BeforeDestroyed.Literal.APPLICATION);
    }

    private ObserverMethodConfigurator<Object> observe(
            AfterBeanDiscovery event, Class<?> type, int priority, Runnable action) {
        return event.addObserverMethod()
                .beanClass(home)
                .observedType(type)
                .priority(priority)
                .notifyWith(context -> action.run());
    }

    private static void addSocket(AfterBeanDiscovery event, String name, SocketRuntime runtime) {
        event.addBean()
                .beanClass(NamedSocket.class)
                .types(NamedSocket.class, Object.class)
                .qualifiers(SocketName.Literal.of(name), Any.Literal.INSTANCE)
                .scope(ApplicationScoped.class)
                .id(NamedSocket.class.getName() + ":" + name)
                .createWith(context -> new InjectedSocket(name, runtime));
    }

    void check(@Observes AfterDeploymentValidation event) {
        runtime().check();
    }

    /** At the latest. */
    void stop(@Observes BeforeShutdown event) {
        if (runtime != null) {
            runtime.stop();
        }
    }

    private SocketRuntime runtime() {
        if (runtime == null) {
            throw new IllegalStateException("expected AfterBeanDiscovery before, found that the container"
                    + " did not fire it; use a container of CDI 4.0 or newer");
        }
        return runtime;
    }
}
