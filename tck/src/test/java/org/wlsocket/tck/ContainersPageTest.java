// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/containers.md lists what the limits files of the containers list, and names what the build tests. */
class ContainersPageTest {

    private static final Path ROOT = Path.of("..");
    private static final String PAGE = "docs/containers.md";
    private static final String HEAD = "| limit | case | Tyrus, Grizzly | Tyrus, JDK | Jetty | Tomcat"
            + " | Undertow | why, and what is done |";

    /** The table's column of the first container. */
    private static final int FIRST = 3;

    /** In the order of the table's columns. */
    private static final List<Path> FILES = List.of(
            limitsOf("tyrus-binding", "tyrus", "tyrus"),
            limitsOf("containers/tyrus-jdk", "containers/tyrusjdk", "tyrus-jdk"),
            limitsOf("containers/jetty", "containers/jetty", "jetty"),
            limitsOf("containers/tomcat", "containers/tomcat", "tomcat"),
            limitsOf("containers/undertow", "containers/undertow", "undertow"));

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private static Path limitsOf(String module, String folder, String name) {
        return ROOT.resolve(module)
                .resolve("src/test/resources/org/wlsocket")
                .resolve(folder)
                .resolve(name + ".limits");
    }

    private static String read(String path) throws IOException {
        return Files.readString(ROOT.resolve(path));
    }

    /** {@return the columns of each line} */
    private static List<String[]> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\|", -1))
                .toList();
    }

    private static String limit(Path file, String what, String observed) {
        return file.getFileName() + ": " + what + " | " + observed;
    }

    private static List<String> listed() throws IOException {
        List<String> limits = new ArrayList<>();
        for (Path file : FILES) {
            for (String[] line : lines(file)) {
                limits.add(limit(file, line[0].strip(), line[1].strip() + " " + line[2].strip()));
            }
        }
        return limits;
    }

    private static List<String> told() throws IOException {
        List<String> limits = new ArrayList<>();
        Files.readAllLines(ROOT.resolve(PAGE)).stream()
                .dropWhile(line -> !line.equals(HEAD))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .forEach(row -> addTold(row.split("\\|", -1), limits));
        return limits;
    }

    private static void addTold(String[] cells, List<String> limits) {
        String name = quoted(cells[1]).get(0);
        List<String> cases = quoted(cells[2]);
        List<String> whats = cases.isEmpty()
                ? List.of(name)
                : cases.stream().map(each -> name + "(" + each + ")").toList();
        for (int i = 0; i < FILES.size(); i++) {
            String cell = cells[FIRST + i].strip().replace("`", "");
            if (!cell.equals("kept")) {
                for (String what : whats) {
                    limits.add(limit(FILES.get(i), what, cell));
                }
            }
        }
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    @Test
    void the_table_has_each_limit_under_its_container_and_no_other() throws IOException {
        assertThat(told()).containsExactlyInAnyOrderElementsOf(listed());
    }

    @Test
    void the_page_says_each_reason() throws IOException {
        String page = read(PAGE);
        for (Path file : FILES) {
            for (String[] line : lines(file)) {
                assertThat(page).as(file + ": " + line[0]).contains(line[3].strip());
            }
        }
    }

    @Test
    void each_limits_file_has_a_column() throws IOException {
        Path source = Path.of("src");
        try (Stream<Path> modules = Files.list(ROOT.resolve("containers"))) {
            for (Path module : modules.filter(each -> Files.isDirectory(each.resolve(source))).toList()) {
                try (Stream<Path> files = Files.find(
                        module.resolve(source), 12, (file, is) -> file.toString().endsWith(".limits"))) {
                    assertThat(files.toList()).isSubsetOf(FILES);
                }
            }
        }
    }

    @Test
    void beside_a_browser_as_many_paths_differ_as_are_listed() throws IOException {
        Pattern row = Pattern.compile("\\| ([A-Z][^|]+?) \\| (\\d+) of (\\d+) \\|");
        List<String> told = row.matcher(read(PAGE)).results()
                .map(found -> found.group(1) + ": "
                        + (Integer.parseInt(found.group(3)) - Integer.parseInt(found.group(2))))
                .toList();
        assertThat(told).containsExactly(
                "Tyrus, Grizzly: " + differences("tyrus"),
                "Tyrus, JDK: " + differences("tyrus-jdk"),
                "Jetty: " + differences("jetty"),
                "Tomcat: " + differences("tomcat"),
                "Undertow: " + differences("undertow"));
    }

    private static long differences(String name) throws IOException {
        return lines(ROOT.resolve("tck/src/main/resources/org/wlsocket/tck/reference/" + name + ".txt"))
                .stream()
                .map(line -> line[0].strip())
                .distinct()
                .count();
    }

    private static String version(String name, String pom) throws IOException {
        return Pattern.compile("<" + name + "\\.version>([^<]+)<")
                .matcher(read(pom))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_versions_are_those_of_the_build() throws IOException {
        String jdk = version("tyrus", "containers/tyrus-jdk/pom.xml");
        String jetty = version("jetty", "pom.xml");
        assertThat(read(PAGE)).contains(
                ":tyrus-container-grizzly-client:" + version("tyrus", "pom.xml") + "`",
                ":tyrus-container-jdk-client:" + jdk + "`",
                ":tyrus-client:" + jdk + "`",
                ":jetty-ee11-websocket-jakarta-client:" + jetty + "`",
                ":jetty-ee11-websocket-jakarta-client:" + jetty + "\"",
                "<version>" + jetty + "</version>",
                ":tomcat-embed-websocket:" + version("tomcat", "pom.xml") + "`",
                ":undertow-websockets-jsr:" + version("undertow", "pom.xml") + "`");
    }
}
