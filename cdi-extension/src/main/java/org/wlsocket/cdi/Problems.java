// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import jakarta.enterprise.inject.spi.DeploymentException;
import java.util.ArrayList;
import java.util.List;
import org.wlsocket.NamedSocketException;

/** Everything that is wrong with an application's sockets, for one exception (D4); used by one thread. */
final class Problems {

    private final List<String> found = new ArrayList<>();
    private final List<Throwable> thrown = new ArrayList<>();

    void add(String problem) {
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    /** Adds what something else than the library says, of which the kind and the trace say more. */
    void add(String problem, Throwable reason) {
        add(problem);
        thrown.add(reason);
    }

    /**
     * Does something of which the library may say what is wrong. What else is thrown, a bean of the
     * application may have thrown, with a message that says little without its kind and its trace.
     */
    void guard(String subject, Runnable work) {
        try {
            work.run();
        } catch (NamedSocketException e) {
            add(subject + ": " + e.getMessage());
        } catch (RuntimeException e) {
            add(
                    subject + ": expected that what defines it can be made, found " + e + "; the trace is"
                            + " with this message",
                    e);
        }
    }

    List<String> all() {
        return List.copyOf(found);
    }

    /** @throws DeploymentException with all problems, if there are any */
    void throwIfAny() {
        if (!found.isEmpty()) {
            DeploymentException all = new DeploymentException(text());
            thrown.forEach(all::addSuppressed);
            throw all;
        }
    }

    private String text() {
        StringBuilder text = new StringBuilder("the sockets of this application cannot be started, ")
                .append(found.size() == 1 ? "1 problem was" : found.size() + " problems were")
                .append(" found:");
        for (int i = 0; i < found.size(); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(found.get(i));
        }
        return text.toString();
    }
}
