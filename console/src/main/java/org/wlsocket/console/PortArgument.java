// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the port of {@code listen}. */
final class PortArgument implements ITypeConverter<Integer> {

    private static final int LARGEST = 65_535;

    @Override
    public Integer convert(String text) {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : LARGEST + 1;
        if (port > LARGEST) {
            throw new TypeConversionException("expected a port from 0 to " + LARGEST + ", found " + text);
        }
        return port;
    }
}
