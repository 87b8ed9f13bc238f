// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import java.net.Proxy;
import java.util.AbstractList;

/**
 * The one way that the destination says; a container that adds those of the JVM's proxy selector is not
 * heard.
 */
final class OneProxy extends AbstractList<Proxy> {

    private final Proxy proxy;

    OneProxy(Proxy proxy) {
        this.proxy = proxy;
    }

    @Override
    public Proxy get(int index) {
        return proxy;
    }

    @Override
    public int size() {
        return 1;
    }

    @Override
    public boolean add(Proxy other) {
        return false;
    }
}
