// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The directories that servers run in. */
final class Directories {

    private Directories() {}

    /** Deletes one with all that is in it; does nothing where there is none. */
    static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            for (Path each : all(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** Copies one with all that is in it; the target must not exist. */
    static void copy(Path directory, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        for (Path each : all(directory)) {
            Files.copy(each, target.resolve(directory.relativize(each).toString()));
        }
    }

    /** Copies a file so that whoever looks at the directory of the target sees all of it or nothing. */
    static void copyAtOnce(Path file, Path target) throws IOException {
        Path beside = target.getParent().resolveSibling(target.getFileName() + ".part");
        Files.copy(file, beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<Path> all(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.toList();
        }
    }
}
