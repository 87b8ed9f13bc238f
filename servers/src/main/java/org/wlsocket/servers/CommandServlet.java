// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Collectors;
import org.wlsocket.cdi.scenario.Commands;

/**
 * Runs the command in the body of a POST, and answers with its result: one of {@link Commands}, or
 * {@code threads} for the names of all threads.
 */
@WebServlet("/command")
public class CommandServlet extends HttpServlet {

    @Inject
    transient Commands commands;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String command = new String(request.getInputStream().readAllBytes(), UTF_8);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(command.equals("threads") ? threads() : commands.run(command));
    }

    private static String threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .collect(Collectors.joining("\n"));
    }
}
