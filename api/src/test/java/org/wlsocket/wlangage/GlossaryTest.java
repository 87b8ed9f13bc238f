// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The package documentation is the glossary: French, English, Java, what PC SOFT says, what differs. */
class GlossaryTest {

    private static final Path SOURCE = Path.of("src/main/java/org/wlsocket/wlangage/package-info.java");
    private static final String NAME = "\\s*<td>\\{@code ([\\w.]+)}[^<]*</td>";
    private static final String TEXT = "\\s*<td>[^<]+</td>";
    private static final Pattern ROW =
            Pattern.compile("<tr>" + NAME + NAME + TEXT + TEXT + TEXT + "\\s*</tr>");

    private static Map<String, String> rows() throws IOException {
        Matcher row = ROW.matcher(Files.readString(SOURCE).replaceAll("\n \\*", "\n"));
        Map<String, String> rows = new TreeMap<>();
        while (row.find()) {
            rows.put(row.group(1), row.group(2));
        }
        return rows;
    }

    /** {@return names with their argument types, the procedure of either language as one} */
    private static Set<String> signatures(Class<?> facade, String name) {
        return publicMethods(facade)
                .filter(method -> method.getName().equals(name))
                .map(method -> method.getReturnType().getSimpleName()
                        + Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .map(type -> type.contains("Procedure") ? "procedure" : type)
                                .toList())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> codes(Enum<?>[] constants) {
        return Arrays.stream(constants).map(constant -> "{@code " + constant + "}").toList();
    }

    private static Stream<Method> publicMethods(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
    }

    @Test
    void every_public_method_of_both_facades_has_a_row() throws IOException {
        assertThat(publicMethods(WLangage.class).map(Method::getName)).isSubsetOf(rows().keySet());
        assertThat(publicMethods(WLanguage.class).map(Method::getName)).isSubsetOf(rows().values());
    }

    @Test
    void every_event_and_constant_and_both_procedures_have_a_row() throws IOException {
        assertThat(rows().keySet()).contains("ProcedureSocket.evenement");
        assertThat(rows().values()).contains("SocketProcedure.event");
        assertThat(Arrays.stream(WLangage.class.getFields()).map(field -> field.getName()))
                .hasSize(4)
                .isSubsetOf(rows().keySet());
        assertThat(Arrays.stream(WLanguage.class.getFields()).map(field -> field.getName()))
                .hasSize(4)
                .isSubsetOf(rows().values());
        assertThat(Files.readString(SOURCE))
                .contains(codes(EvenementSocket.values()))
                .contains(codes(SocketEventConstant.values()));
    }

    @Test
    void both_facades_have_the_same_functions_with_the_same_arguments() throws IOException {
        rows().forEach((french, english) -> assertThat(signatures(WLanguage.class, english))
                .as(french + " and " + english)
                .isEqualTo(signatures(WLangage.class, french)));
    }

    @Test
    void facades_are_final_and_static() {
        assertThat(List.of(WLangage.class, WLanguage.class))
                .allMatch(facade -> Modifier.isFinal(facade.getModifiers()))
                .flatMap(facade -> publicMethods(facade).toList())
                .allMatch(method -> Modifier.isStatic(method.getModifiers()));
    }
}
