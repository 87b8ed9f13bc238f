// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import java.time.Duration;
import org.wlsocket.Destination;

/**
 * The socket functions of WLangage under their English names; error texts are in English. All else is as in
 * {@link WLangage}, whose sockets are the same.
 */
public final class WLanguage {

    /** Reads as in WLangage: {@link SocketEventConstant#OPENING}. */
    public static final SocketEventConstant SocketOpening = SocketEventConstant.OPENING;

    /** Reads as in WLangage: {@link SocketEventConstant#MESSAGE}. */
    public static final SocketEventConstant SocketMessage = SocketEventConstant.MESSAGE;

    /** Reads as in WLangage: {@link SocketEventConstant#ERROR}. */
    public static final SocketEventConstant SocketError = SocketEventConstant.ERROR;

    /** Reads as in WLangage: {@link SocketEventConstant#CLOSING}. */
    public static final SocketEventConstant SocketClosing = SocketEventConstant.CLOSING;

    private WLanguage() {}

    /**
     * Connects a socket to a WebSocket server and returns at once (C2).
     *
     * @param name not blank, case-sensitive, not that of a living socket
     * @param address {@code ws:} or {@code wss:}, see {@link Destination#of(String)}
     * @param procedure gets the events of the socket
     * @return false when the connection was not even started; {@link #errorInfo} tells why, and no event
     *     comes
     */
    public static boolean socketConnect(String name, String address, SocketProcedure procedure) {
        return Facade.connect(name, () -> Destination.of(address), Procedures.english(procedure));
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnect(String name, String server) {
        return webSocketClientConnect(name, server, Address.PORT);
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnect(String name, String server, int port) {
        return webSocketClientConnect(name, server, port, "");
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnect(String name, String server, int port, String path) {
        return webSocketClientConnect(name, server, port, path, "");
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnect(
            String name, String server, int port, String path, String protocols) {
        return webSocketClientConnect(name, server, port, path, protocols, Facade.CONNECT_LIMIT);
    }

    /** Connects and waits; the wait in milliseconds, as in WLangage. */
    public static boolean webSocketClientConnect(
            String name, String server, int port, String path, String protocols, int maximumWait) {
        return webSocketClientConnect(name, server, port, path, protocols, Duration.ofMillis(maximumWait));
    }

    /**
     * Connects a socket over {@code ws:} and waits until it is open; its messages are read with
     * {@link #socketRead}.
     *
     * @param server a host name or an IP address
     * @param port 80 unless given
     * @param path path and query, percent-encoded; {@code /} unless given
     * @param protocols sub-protocols with commas between them; none unless given
     * @param maximumWait how long to wait at most; 10 s unless given
     * @return whether the socket is open; if not, it is closed, its name is free and {@link #errorInfo}
     *     tells why
     */
    public static boolean webSocketClientConnect(
            String name, String server, int port, String path, String protocols, Duration maximumWait) {
        return Facade.open(name, Address.plain(server, port, path, protocols), maximumWait);
    }

    /** Connects with a procedure, with defaults for what is not given. */
    public static boolean webSocketClientConnect(String name, SocketProcedure procedure, String server) {
        return webSocketClientConnect(name, procedure, server, Address.PORT);
    }

    /** Connects with a procedure, with defaults for what is not given. */
    public static boolean webSocketClientConnect(
            String name, SocketProcedure procedure, String server, int port) {
        return webSocketClientConnect(name, procedure, server, port, "");
    }

    /** Connects with a procedure, with defaults for what is not given. */
    public static boolean webSocketClientConnect(
            String name, SocketProcedure procedure, String server, int port, String path) {
        return webSocketClientConnect(name, procedure, server, port, path, "");
    }

    /**
     * Connects a socket over {@code ws:} and returns at once; as {@link #socketConnect} with an address in
     * parts.
     *
     * @return false when the connection was not even started; {@link #errorInfo} tells why, and no event
     *     comes
     */
    public static boolean webSocketClientConnect(
            String name, SocketProcedure procedure, String server, int port, String path, String protocols) {
        return Facade.connect(
                name, Address.plain(server, port, path, protocols), Procedures.english(procedure));
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnectSSL(String name, String server) {
        return webSocketClientConnectSSL(name, server, Address.SSL_PORT);
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnectSSL(String name, String server, int port) {
        return webSocketClientConnectSSL(name, server, port, "");
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnectSSL(String name, String server, int port, String path) {
        return webSocketClientConnectSSL(name, server, port, path, "");
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnectSSL(
            String name, String server, int port, String path, String protocols) {
        return webSocketClientConnectSSL(name, server, port, path, protocols, Address.CHECK_CERTIFICATE);
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnectSSL(
            String name, String server, int port, String path, String protocols, int sslOption) {
        return webSocketClientConnectSSL(
                name, server, port, path, protocols, sslOption, Facade.CONNECT_LIMIT);
    }

    /** Connects and waits; the wait in milliseconds, as in WLangage. */
    public static boolean webSocketClientConnectSSL(
            String name,
            String server,
            int port,
            String path,
            String protocols,
            int sslOption,
            int maximumWait) {
        return webSocketClientConnectSSL(
                name, server, port, path, protocols, sslOption, Duration.ofMillis(maximumWait));
    }

    /**
     * Connects a socket over {@code wss:} and waits until it is open; its messages are read with
     * {@link #socketRead}.
     *
     * @param server a host name or an IP address
     * @param port 443 unless given
     * @param path path and query, percent-encoded; {@code /} unless given
     * @param protocols sub-protocols with commas between them; none unless given
     * @param sslOption 0, which it is unless given: the JVM's protocol versions are used and the server's
     *     certificate is checked. Another value is refused: whoever wants another trust or protocol version
     *     connects with {@link org.wlsocket.Sockets} and {@link Destination#withSslContext}
     * @param maximumWait how long to wait at most; 10 s unless given
     * @return whether the socket is open; if not, it is closed, its name is free and {@link #errorInfo}
     *     tells why
     */
    public static boolean webSocketClientConnectSSL(
            String name,
            String server,
            int port,
            String path,
            String protocols,
            int sslOption,
            Duration maximumWait) {
        return Facade.open(name, Address.ssl(server, port, path, protocols, sslOption), maximumWait);
    }

    /** Connects with a procedure, with defaults for what is not given. */
    public static boolean webSocketClientConnectSSL(String name, SocketProcedure procedure, String server) {
        return webSocketClientConnectSSL(name, procedure, server, Address.SSL_PORT);
    }

    /** Connects with a procedure, with defaults for what is not given. */
    public static boolean webSocketClientConnectSSL(
            String name, SocketProcedure procedure, String server, int port) {
        return webSocketClientConnectSSL(name, procedure, server, port, "");
    }

    /** Connects with a procedure, with defaults for what is not given. */
    public static boolean webSocketClientConnectSSL(
            String name, SocketProcedure procedure, String server, int port, String path) {
        return webSocketClientConnectSSL(name, procedure, server, port, path, "");
    }

    /**
     * Connects a socket over {@code wss:} and returns at once; as {@link #socketConnect} with an address in
     * parts.
     *
     * @return false when the connection was not even started; {@link #errorInfo} tells why, and no event
     *     comes
     */
    public static boolean webSocketClientConnectSSL(
            String name, SocketProcedure procedure, String server, int port, String path, String protocols) {
        Address address = Address.ssl(server, port, path, protocols, Address.CHECK_CERTIFICATE);
        return Facade.connect(name, address, Procedures.english(procedure));
    }

    /**
     * Sends a text, without ever waiting for the network (C4). A string of chars 0–255 goes out as a binary
     * message by {@code socketWrite(name, message.getBytes(StandardCharsets.ISO_8859_1))}.
     *
     * @return whether the message was accepted; if not, {@link #errorInfo} tells why
     */
    public static boolean socketWrite(String name, String message) {
        return Facade.write(name, message);
    }

    /**
     * Sends a binary message (C10); the bytes are copied.
     *
     * @return whether the message was accepted; if not, {@link #errorInfo} tells why
     */
    public static boolean socketWrite(String name, byte[] buffer) {
        return Facade.write(name, buffer);
    }

    /** Reads one message and waits for it as long as the link lives. */
    public static String socketRead(String name) {
        return socketRead(name, true);
    }

    /** Reads one message; without waiting for ever, waits at most 1 s. */
    public static String socketRead(String name, boolean waitForever) {
        return socketRead(name, waitForever, Facade.READ_LIMIT);
    }

    /** Reads one message; the wait in milliseconds, as in WLangage. */
    public static String socketRead(String name, boolean waitForever, int maximumWait) {
        return socketRead(name, waitForever, Duration.ofMillis(maximumWait));
    }

    /**
     * Reads one whole message of a socket that was connected without a procedure (C7). A binary message is a
     * string of chars 0–255, one for each byte (C10).
     *
     * @param waitForever whether to wait until a message comes or the link ends
     * @param maximumWait how long to wait at most otherwise; zero takes what is there
     * @return the message. Empty when none came in time, and then {@link #errorInfo} is empty; empty too
     *     when the socket has ended or cannot be read, and then it tells why
     */
    public static String socketRead(String name, boolean waitForever, Duration maximumWait) {
        return Facade.read(name, waitForever, maximumWait);
    }

    /** Reads one whole message, whatever the largest number of bytes: messages are not cut (E4). */
    public static String socketRead(String name, boolean waitForever, int maximumWait, int maximumBytes) {
        return socketRead(name, waitForever, maximumWait);
    }

    /** Reads one whole message, whatever the largest number of bytes: messages are not cut (E4). */
    public static String socketRead(
            String name, boolean waitForever, Duration maximumWait, int maximumBytes) {
        return socketRead(name, waitForever, maximumWait);
    }

    /**
     * Closes a socket with the code 1000, frees its name and returns at once (C6). When no socket has the
     * name, nothing happens but that {@link #errorInfo} says so.
     */
    public static void socketClose(String name) {
        Facade.close(name);
    }

    /**
     * Tells whether a socket was connected and not closed since: true from its opening to
     * {@link #socketClose}, even when the link has ended meanwhile (C8);
     * {@link org.wlsocket.NamedSocket#state()} tells the truth.
     *
     * @return false also for a name that nobody has connected
     */
    public static boolean socketExist(String name) {
        return Facade.exists(name);
    }

    /**
     * {@return why the last function of this thread failed: a code, a colon, a text; empty when it did not}
     *
     * <p>Each function sets it anew, except {@code socketExist} and this one. Inside a procedure it is at
     * first the error of the event: why the link was given up for {@code ERROR}, else empty (C8).
     */
    public static String errorInfo() {
        return Language.ENGLISH.errorInfo();
    }
}
