// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size in bytes: {@code 4096}, {@code 512k} or {@code 16m}. */
final class SizeOption implements ITypeConverter<Integer> {

    private static final int LARGEST = 256 * 1024 * 1024;
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})([km]?)");

    @Override
    public Integer convert(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        long size = matcher.matches() ? Long.parseLong(matcher.group(1)) * unit(matcher.group(2)) : 0;
        if (size < 1 || size > LARGEST) {
            throw new TypeConversionException(
                    "expected a size in bytes such as 4096, 512k or 16m, at most 256m, found " + text);
        }
        return (int) size;
    }

    private static int unit(String letter) {
        return switch (letter) {
            case "k" -> 1024;
            case "m" -> 1024 * 1024;
            default -> 1;
        };
    }
}
