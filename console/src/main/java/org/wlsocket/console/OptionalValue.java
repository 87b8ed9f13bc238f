// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Keeps an option that needs no value from taking the address that stands behind it for one. */
final class OptionalValue implements IParameterPreprocessor {

    private static final String NOT_ATTACHED = " ";

    /** Changes the arguments only; picocli goes on with them. */
    @Override
    @SuppressWarnings("JdkObsolete") // the interface asks for a Stack
    public boolean preprocess(
            Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
        if (NOT_ATTACHED.equals(info.get("separator")) && !isValue(arguments)) {
            arguments.push(((OptionSpec) option).fallbackValue());
        }
        return false;
    }

    /** An address has a colon, what these options take has none. */
    private static boolean isValue(Stack<String> arguments) {
        return !arguments.isEmpty() && !arguments.peek().startsWith("-") && arguments.peek().indexOf(':') < 0;
    }
}
