// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the code of an application says about sockets: names with those who use them, observers, and what can
 * never work. Collected by one thread while the application is being deployed, and can be carried as lines
 * from the time of the build to that of the start.
 */
final class Uses {

    /** An observer of the events of one socket, or of all with an empty name. */
    record Observer(String socket, String where) {}

    private static final String SEPARATOR = "\t";
    private static final String USER = "user";
    private static final String OBSERVER = "observer";
    private static final String PROBLEM = "problem";

    private final Map<String, Set<String>> users = new TreeMap<>();
    private final List<Observer> observers = new ArrayList<>();
    private final Set<String> problems = new TreeSet<>();

    void addUser(String socket, String where) {
        users.computeIfAbsent(socket, name -> new TreeSet<>()).add(where);
    }

    void addObserver(String socket, String where) {
        observers.add(new Observer(socket, where));
    }

    void addProblem(String problem) {
        problems.add(problem);
    }

    /** {@return the names, in their order} */
    List<String> names() {
        return List.copyOf(users.keySet());
    }

    /** {@return those who use a socket, for messages} */
    String usersOf(String socket) {
        return users.getOrDefault(socket, Set.of()).toString();
    }

    /** {@return those who get the events of a socket} */
    List<String> observersOf(String socket) {
        return observers.stream()
                .filter(observer -> observer.socket.isEmpty() || observer.socket.equals(socket))
                .map(Observer::where)
                .toList();
    }

    /** {@return those who get the events of whatever socket} */
    List<String> observersOfAll() {
        return observersOf("");
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    String[] toLines() {
        List<String> lines = new ArrayList<>();
        users.forEach((name, all) -> all.forEach(where -> lines.add(line(USER, name, where))));
        observers.forEach(observer -> lines.add(line(OBSERVER, observer.socket, observer.where)));
        problems.forEach(problem -> lines.add(line(PROBLEM, "", problem)));
        return lines.toArray(String[]::new);
    }

    private static String line(String kind, String name, String text) {
        return kind + SEPARATOR + name + SEPARATOR + text;
    }

    static Uses ofLines(String[] lines) {
        Uses uses = new Uses();
        Arrays.stream(lines).map(line -> line.split(SEPARATOR, 3)).forEach(uses::add);
        return uses;
    }

    private void add(String[] line) {
        switch (line[0]) {
            case USER -> addUser(line[1], line[2]);
            case OBSERVER -> addObserver(line[1], line[2]);
            default -> addProblem(line[2]);
        }
    }
}
