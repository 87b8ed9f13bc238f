// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0

/** Named WebSockets on any Jakarta WebSocket container: contract, kernel, SPI and WLangage facades. */
module org.wlsocket {
    requires static org.jspecify;

    exports org.wlsocket;
    exports org.wlsocket.spi;
    exports org.wlsocket.wlangage;

    uses org.wlsocket.spi.SocketProvider;
}
