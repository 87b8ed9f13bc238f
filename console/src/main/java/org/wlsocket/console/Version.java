// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Reads the version from the manifest of the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "wlsocket " + Objects.requireNonNullElse(version, "(not packaged)"),
            "Java " + Runtime.version() + " on " + System.getProperty("os.name"),
        };
    }
}
