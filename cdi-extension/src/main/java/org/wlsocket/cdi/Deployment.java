// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.inject.spi.Bean;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CredentialsProvider;
import org.wlsocket.NamedSocket;
import org.wlsocket.Readiness;
import org.wlsocket.RetryRule;

/**
 * Compares what the code uses with what is defined (D4), and makes plans of it. No bean is made meanwhile.
 */
final class Deployment {

    private final Uses uses;
    private final Settings settings;
    private final Beans beans;
    private final Problems problems;
    private final KeyChecks keys;

    Deployment(Uses uses, Settings settings, Beans beans, Problems problems) {
        this.uses = uses;
        this.settings = settings;
        this.beans = beans;
        this.problems = problems;
        this.keys = new KeyChecks(settings, problems);
    }

    /** {@return the plans of the sockets, of use only if no problem was found} */
    List<Plan> check() {
        uses.problems().forEach(problems::add);
        keys.checkShared(uses.names());
        checkNamed();
        List<Plan> plans = new ArrayList<>();
        for (String name : uses.names()) {
            if (name.isBlank()) {
                problems.add("expected a socket name with at least one visible character, found"
                        + " @SocketName(\"" + name + "\"), used by " + uses.usersOf(name)
                        + "; choose a name such as \"client\"");
            } else if (!isReplaced(name)) {
                plan(name, plans);
            }
        }
        return plans;
    }

    /** Where nothing is configured either, the observers may be those of a library. */
    private void checkNamed() {
        List<String> configured = settings.defined();
        if (!uses.names().isEmpty() || configured.isEmpty()) {
            return;
        }
        uses.observersOfAll().forEach(observer -> problems.add(observer + " can never be called: expected a"
                + " socket that the code names, found that no socket is named; configured are " + configured
                + "; add @SocketName(\"" + configured.get(0) + "\") to the observer, or inject that"
                + " socket"));
    }

    /** Where an alternative of the application is what is injected, there is nothing to open. */
    private boolean isReplaced(String name) {
        Bean<?> socket = beans.find(NamedSocket.class, name, problems);
        return socket != null && socket.getBeanClass() != NamedSocket.class;
    }

    private void plan(String name, List<Plan> plans) {
        keys.check(name, uses.usersOf(name));
        Bean<?> definition = beans.find(SocketDefinition.class, name, problems);
        Bean<?> sslContext = beans.find(SSLContext.class, name, problems);
        SocketDraft draft = new SocketDraft();
        draft.hasSslContext = sslContext != null;
        if (definition != null) {
            checkDefinedOnce(name, definition);
            SocketDraft read = settings.read(draft, name, Keys.EXTENSION, problems);
            plans.add(plan(name, read, definition, sslContext));
        } else if (settings.defines(name)) {
            SocketDraft read = settings.read(draft, name, Keys.all(), problems);
            plans.add(plan(name, read, null, sslContext));
        } else if (!beans.hasAny(SocketDefinition.class, name)) {
            problems.add(undefined(name));
        }
    }

    private String undefined(String name) {
        List<String> others = settings.defined();
        return "the socket \"" + name + "\" is not defined: expected the key "
                + SocketKey.prefix(name) + Keys.URL + " or a bean of the type SocketDefinition with"
                + " @SocketName(\"" + name + "\"), found neither"
                + Nearest.question(name, others) + (others.isEmpty() ? "" : "; configured are " + others)
                + "; it is used by " + uses.usersOf(name) + "; set that key, or correct the name";
    }

    private void checkDefinedOnce(String name, Bean<?> definition) {
        List<String> set = settings.definitionOf(name);
        if (!set.isEmpty() && !Beans.isAlternative(definition)) {
            problems.add("the socket \"" + name + "\" is defined twice: expected one definition, found"
                    + " that of " + Beans.shown(definition) + " and " + set + "; remove one, or make the bean"
                    + " an @Alternative, which stands in for the configuration");
        }
    }

    private Plan plan(
            String name, SocketDraft draft, @Nullable Bean<?> definition, @Nullable Bean<?> sslContext) {
        Plan.Parts parts = new Plan.Parts(
                beans.find(CredentialsProvider.class, name, problems),
                beans.find(RetryRule.class, name, problems),
                beans.find(Readiness.class, name, problems),
                sslContext);
        if (sslContext != null && definition == null) {
            problems.guard(
                    "the SSLContext of " + Beans.shown(sslContext) + " for the socket \"" + name + "\"",
                    () -> checkTls(draft));
        }
        if (parts.retryRule() != null && !draft.reconnects) {
            problems.add(neverAsked(parts.retryRule(), name, draft));
        }
        return new Plan(name, draft, definition, parts, reads(name, draft), uses.observersOf(name));
    }

    private static String neverAsked(Bean<?> retryRule, String name, SocketDraft draft) {
        return "the RetryRule of " + Beans.shown(retryRule) + " for the socket \"" + name + "\": expected"
                + " that the socket reconnects, found that " + draft.keys.get(Keys.RECONNECT) + " is"
                + " false; set " + SocketKey.prefix(name) + Keys.RECONNECT + "=true, or remove the bean";
    }

    /** What Destination says when it gets the context. */
    private static void checkTls(SocketDraft draft) {
        try {
            draft.destination.withSslContext(SSLContext.getDefault());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Where nothing is said, a socket that nobody observes is read. */
    private boolean reads(String name, SocketDraft draft) {
        List<String> observers = uses.observersOf(name);
        if (draft.read == null) {
            return observers.isEmpty();
        }
        if (draft.read && !observers.isEmpty()) {
            problems.add("the socket \"" + name + "\" is to be read, as " + draft.keys.get(Keys.READ)
                    + " says: expected nobody who observes it, found " + observers + "; set "
                    + SocketKey.prefix(name) + Keys.READ + "=false, or give the observers the @SocketName of"
                    + " other sockets");
        }
        return draft.read;
    }
}
