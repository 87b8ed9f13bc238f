// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The makes of container that there is a tuner for. */
enum Make {
    TYRUS("org.glassfish.tyrus."),
    JETTY("org.eclipse.jetty."),
    TOMCAT("org.apache.tomcat."),
    UNDERTOW("io.undertow.");

    private final String prefix;

    Make(String prefix) {
        this.prefix = prefix;
    }

    /** {@return the make that a class of a container belongs to, null for one that is not known} */
    static @Nullable Make of(Class<?> type) {
        for (Make make : values()) {
            if (type.getName().startsWith(make.prefix)) {
                return make;
            }
        }
        return null;
    }

    /** {@return a name that a person can type, such as {@code tyrus}} */
    String shortName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@return whether a person means this class: by its name or, in any case, by its make's} */
    static boolean means(String wanted, Class<?> type) {
        Make make = of(type);
        return wanted.equals(type.getName()) || make != null && wanted.equalsIgnoreCase(make.shortName());
    }

    /** {@return what tells a person which class it is, and from which file} */
    static String describe(Class<?> type) {
        Make make = of(type);
        var source = type.getProtectionDomain().getCodeSource();
        String from = source == null || source.getLocation() == null ? "" : " from " + source.getLocation();
        return (make == null ? "" : make.shortName() + ", ") + type.getName() + from;
    }
}
