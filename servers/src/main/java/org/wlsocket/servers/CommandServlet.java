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
import org.wlsocket.cdi.scenario.Commands;

/** Runs the command in the body of a POST, and answers with its result. */
@WebServlet("/command")
public class CommandServlet extends HttpServlet {

    @Inject
    transient Commands commands;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String command = new String(request.getInputStream().readAllBytes(), UTF_8);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().print(commands.run(command));
    }
}
