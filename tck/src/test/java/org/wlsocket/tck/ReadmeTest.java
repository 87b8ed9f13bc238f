// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wlsocket.Sockets;

/** The first code that a reader copies compiles. */
class ReadmeTest {

    private static final String IMPORTS = """
            import java.time.Duration;
            import java.util.concurrent.*;
            import org.wlsocket.*;
            import org.wlsocket.wlangage.*;
            import static org.wlsocket.wlangage.WLangage.*;
            """;

    @TempDir
    Path classes;

    private static String block(String heading) throws IOException {
        String section = Files.readString(Path.of("..", "README.md")).split("\n## " + heading + "\n", 2)[1];
        return section.split("```java\n", 2)[1].split("```", 2)[0];
    }

    /** {@return what the compiler finds wrong} */
    private String compile(String source) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileObject file = new SimpleJavaFileObject(
                URI.create("string:///Example.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        StringWriter wrong = new StringWriter();
        Path api = Path.of(Sockets.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> options = List.of("-cp", api.toString(), "-d", classes.toString(), "-proc:none");
        boolean compiled = compiler.getTask(wrong, null, null, options, null, List.of(file)).call();
        return compiled ? "" : wrong + "\n" + source;
    }

    @Test
    void the_example_in_java_compiles() throws Exception {
        assertThat(compile(IMPORTS + "class Example { void main() throws Exception {\n" + block("In Java")
                + "} }")).isEmpty();
    }

    @Test
    void the_example_in_wlangage_compiles() throws Exception {
        String[] callAndProcedure = block("In WLangage").split("\n\n", 2);
        String procedures = "static void info(String... texts) {} static void erreur(String text) {}\n";
        assertThat(compile(IMPORTS + "class Example { void main() {\n" + callAndProcedure[0] + "}\n"
                + procedures + callAndProcedure[1] + "}")).isEmpty();
    }

    @Test
    void another_one_does_not() throws Exception {
        assertThat(compile(IMPORTS + "class Example { Sockets sockets = Sockets.make(); }"))
                .contains("Sockets.make()");
    }
}
