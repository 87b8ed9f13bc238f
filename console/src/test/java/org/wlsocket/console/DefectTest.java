// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.wlsocket.tck.TyrusServer;
import org.wlsocket.tck.TyrusServerExtension;

/** A failure that nobody foresaw is not told as a missing connection, which is 1. */
@Timeout(60)
class DefectTest {

    @RegisterExtension
    static final TyrusServerExtension SERVER =
            TyrusServerExtension.of(TyrusServer.builder().endpoint(TryEndpoint.class));

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void an_exception_in_a_command_is_exit_code_70() {
        assertThat(listen(new IllegalStateException("out of order"))).isEqualTo(70);
        assertDefectIsTold();
    }

    @Test
    void an_error_in_a_command_is_exit_code_70() {
        assertThat(listen(new LinkageError("out of order"))).isEqualTo(70);
        assertDefectIsTold();
    }

    @Test
    void an_exception_in_the_input_is_exit_code_70() {
        assertThat(connect(new IllegalStateException("out of order"))).isEqualTo(70);
        assertDefectIsTold();
    }

    @Test
    void an_error_in_the_input_is_exit_code_70() {
        assertThat(connect(new LinkageError("out of order"))).isEqualTo(70);
        assertDefectIsTold();
    }

    private void assertDefectIsTold() {
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("please report", "out of order", "\tat ");
    }

    private int listen(Throwable defect) {
        Output out = new Output(OutputStream.nullOutputStream()) {
            @Override
            public void println(String line) {
                fail(defect);
            }
        };
        return run(InputStream.nullInputStream(), out, "listen", "0");
    }

    private int connect(Throwable defect) {
        InputStream in = new InputStream() {
            @Override
            public int read() {
                return fail(defect);
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return fail(defect);
            }
        };
        Output out = new Output(OutputStream.nullOutputStream());
        return run(in, out, "connect", SERVER.ws("/echo").toString());
    }

    private int run(InputStream in, Output out, String... args) {
        PrintStream told = new PrintStream(err, true, StandardCharsets.UTF_8);
        return Main.run(new Streams(in, out, told, false, false, false), args);
    }

    private static int fail(Throwable defect) {
        if (defect instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) defect;
    }
}
