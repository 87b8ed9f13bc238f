// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.util.AnnotationLiteral;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which socket is meant (D1, D2, D6).
 *
 * <pre>{@code
 * @Inject @SocketName("prices") NamedSocket prices;
 *
 * void onPrice(@Observes @SocketName("prices") SocketEvent.Text message) { ... }
 *
 * @Produces @SocketName("prices") SocketDefinition prices() { ... }
 * }</pre>
 *
 * <p>Every name that is written so is that of a socket, which the configuration {@code wlsocket.<name>.url}
 * or a {@link SocketDefinition} has to define; else the application does not start (D4).
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE})
public @interface SocketName {

    /** {@return the name of the socket, case-sensitive, not blank} */
    String value();

    /** The annotation as a value, for look-ups in code. */
    final class Literal extends AnnotationLiteral<SocketName> implements SocketName {

        private static final long serialVersionUID = 1;

        private final String value;

        private Literal(String value) {
            this.value = value;
        }

        /** {@return the qualifier with this name} */
        public static Literal of(String value) {
            return new Literal(value);
        }

        @Override
        public String value() {
            return value;
        }
    }
}
