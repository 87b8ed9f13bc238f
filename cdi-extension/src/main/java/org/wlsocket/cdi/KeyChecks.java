// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.lang.System.Logger.Level;
import java.util.List;

/** Finds keys that mean nothing, as far as sources can be enumerated (D4). */
final class KeyChecks {

    private static final System.Logger LOG = System.getLogger("org.wlsocket.cdi");
    private static final String REMEDY = " correct or remove it";

    private final Settings settings;
    private final Problems problems;

    KeyChecks(Settings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** Checks the keys of a socket. */
    void check(String socket, String users) {
        for (String prefix : SocketKey.prefixes(socket)) {
            for (String key : settings.keys()) {
                if (key.startsWith(prefix) && isUnknown(key.substring(prefix.length()))) {
                    problems.add(unknown(key, key.substring(prefix.length()), "of the socket \"" + socket
                            + "\", which is used by " + users));
                }
            }
        }
    }

    private static boolean isUnknown(String last) {
        return !isHeader(last) && Keys.find(last).isEmpty();
    }

    private static boolean isHeader(String last) {
        return last.startsWith(Keys.HEADERS) && last.length() > Keys.HEADERS.length();
    }

    private static String unknown(String key, String last, String whose) {
        String question = Nearest.question(last, Keys.names());
        String hint = question.isEmpty()
                ? ": expected " + Keys.HEADERS + "<Header> or one of " + Keys.names() + ";"
                : question;
        return "unknown key " + key + " " + whose + hint + REMEDY;
    }

    /**
     * Checks all other keys, which are nobody's business where no socket is named.
     *
     * @param used the sockets that the application names
     */
    void checkShared(List<String> used) {
        if (used.isEmpty()) {
            return;
        }
        for (String key : settings.keys()) {
            if (key.startsWith(Keys.DEFAULTS)) {
                checkDefault(key, key.substring(Keys.DEFAULTS.length()));
            } else {
                SocketKey.of(key).ifPresentOrElse(
                        found -> checkName(key, found, used), () -> checkGlobal(key));
            }
        }
        Keys.CHOICES.forEach(this::checkChoice);
    }

    private void checkChoice(String key) {
        if (settings.isSet(key) && System.getProperty(key) == null) {
            // No problem: the provider may be a bean, and the key that of others who share the source.
            LOG.log(
                    Level.WARNING,
                    key + ": expected it as a system property of the JVM, because nothing else is read, found"
                            + " it elsewhere in the configuration; start the JVM with -D" + key
                            + "=..., or remove the key");
        }
    }

    private void checkDefault(String key, String last) {
        if (isUnknown(last)) {
            problems.add(unknown(key, last, "for all sockets"));
        } else if (!isForAll(last)) {
            problems.add("key " + key + ": expected it for one socket, found it for all; write " + Key.ROOT
                    + "<name>." + last);
        }
    }

    private static boolean isForAll(String last) {
        return isHeader(last) || Keys.find(last).map(Key::forAll).orElse(false);
    }

    private void checkGlobal(String key) {
        if (!Keys.GLOBAL.contains(key)) {
            Nearest.to(key, Keys.GLOBAL).ifPresent(near -> problems.add(
                    "unknown key " + key + ", did you mean " + near + "?" + REMEDY));
        }
    }

    /** What the application does not name may be another's, above all if it has a URL. */
    private void checkName(String key, SocketKey found, List<String> used) {
        if (used.contains(found.socket()) || settings.defines(found.socket())) {
            return;
        }
        used.stream().filter(found.socket()::equalsIgnoreCase).findFirst().ifPresentOrElse(
                name -> problems.add("key " + key + ": expected the name of the socket as the code has it,"
                        + " found other capital letters; write " + SocketKey.prefix(name) + found.last()),
                () -> checkNearDefaults(key, found));
    }

    private void checkNearDefaults(String key, SocketKey found) {
        if (isForAll(found.last()) && Nearest.to(found.socket(), List.of("defaults")).isPresent()) {
            problems.add("unknown key " + key + ", did you mean " + Keys.DEFAULTS + found.last() + "?"
                    + REMEDY);
        }
    }
}
