// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.junit.jupiter.api.Assumptions.abort;

import jakarta.enterprise.inject.build.compatible.spi.BeanInfo;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.Discovery;
import jakarta.enterprise.inject.build.compatible.spi.Messages;
import jakarta.enterprise.inject.build.compatible.spi.MetaAnnotations;
import jakarta.enterprise.inject.build.compatible.spi.ObserverInfo;
import jakarta.enterprise.inject.build.compatible.spi.Registration;
import jakarta.enterprise.inject.build.compatible.spi.ScannedClasses;
import jakarta.enterprise.inject.build.compatible.spi.Synthesis;
import jakarta.enterprise.inject.build.compatible.spi.SyntheticComponents;
import jakarta.enterprise.inject.build.compatible.spi.Validation;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/** The other form, where it can be had without the first: on Weld. */
class BuildCompatibleScenarioTest extends SocketsScenario {

    /** By name, because not every container has it; CDI itself has nothing of this kind. */
    static final App.Form BUILD_COMPATIBLE = initializer -> {
        try {
            Method method = initializer.getClass().getMethod("addBuildCompatibleExtensions", Class[].class);
            return (SeContainerInitializer)
                    method.invoke(initializer.disableDiscovery(), (Object) new Class<?>[] {Unskipped.class});
        } catch (NoSuchMethodException e) {
            return abort("no build-compatible extensions in " + initializer.getClass());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    };

    /** What the extension has told the build. */
    static final List<String> MESSAGES = new ArrayList<>();

    /** Weld skips whatever says that a portable extension may stand in for it. */
    public static final class Unskipped implements BuildCompatibleExtension {

        private final SocketsBuildExtension extension = new SocketsBuildExtension();

        @Discovery
        public void discover(ScannedClasses classes, MetaAnnotations annotations) {
            extension.discover(classes, annotations);
        }

        @Registration(types = Object.class)
        public void note(BeanInfo bean) {
            extension.note(bean);
        }

        @Registration(types = Object.class)
        public void note(ObserverInfo observer) {
            extension.note(observer);
        }

        @Synthesis
        public void add(SyntheticComponents components) {
            extension.add(components);
        }

        @Validation
        public void warn(Messages messages) {
            MESSAGES.clear();
            InvocationHandler note =
                    (self, method, given) -> MESSAGES.add(method.getName() + ": " + given[0]);
            extension.warn((Messages) Proxy.newProxyInstance(
                    Messages.class.getClassLoader(), new Class<?>[] {Messages.class}, note));
        }
    }

    @Override
    App.Form form() {
        return BUILD_COMPATIBLE;
    }
}
