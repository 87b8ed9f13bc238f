// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The socket functions of WLangage in Java, under their French names in
 * {@link org.wlsocket.wlangage.WLangage} and under their English names in
 * {@link org.wlsocket.wlangage.WLanguage}. French words live in this package only.
 *
 * <p>Names of functions begin with a small letter here. No function throws for what PC SOFT's tells by its
 * result, null arguments included. Waits are given as a {@link java.time.Duration} or, as in WLangage, in
 * milliseconds.
 *
 * <table>
 * <caption>Glossary</caption>
 * <tr><th>French</th><th>English</th><th>Java</th><th>PC SOFT's meaning</th><th>where ours differs</th></tr>
 * <tr><td>{@code socketConnecte}</td><td>{@code socketConnect}</td>
 *   <td>{@link org.wlsocket.Sockets#connect(String, String, org.wlsocket.SocketListener)
 *       Sockets.connect}</td>
 *   <td>Connects a named socket to {@code ws:} or {@code wss:}; a procedure gets the events.</td>
 *   <td>Returns whether the connection was started. A living socket's name is refused (C3).</td></tr>
 * <tr><td>{@code webSocketClientConnecte}</td><td>{@code webSocketClientConnect}</td>
 *   <td>{@link org.wlsocket.Sockets#connect(String, org.wlsocket.Destination) Sockets.connect} and
 *     {@link org.wlsocket.NamedSocket#awaitOpen awaitOpen}</td>
 *   <td>Connects over {@code ws:}, port 80 unless given; without a procedure it waits for the result.</td>
 *   <td>The wait is 10 s unless given. A socket that is not open by then is closed and its name is free. A
 *     procedure stands second, as in WLangage.</td></tr>
 * <tr><td>{@code webSocketClientConnecteSSL}</td><td>{@code webSocketClientConnectSSL}</td>
 *   <td>as above, with {@link org.wlsocket.Destination#withSslContext} for more</td>
 *   <td>The same over {@code wss:}, port 443 unless given; an SSL option stands before the wait.</td>
 *   <td>The SSL option is 0: protocol versions of the JVM, the certificate is checked. Another one is
 *     refused.</td></tr>
 * <tr><td>{@code socketEcrit}</td><td>{@code socketWrite}</td>
 *   <td>{@link org.wlsocket.NamedSocket#send(String) send(String)},
 *     {@link org.wlsocket.NamedSocket#send(java.nio.ByteBuffer) send(ByteBuffer)}</td>
 *   <td>Sends a string or a buffer; false when that failed.</td>
 *   <td>Never waits for the network: true says that the message was accepted (C4). A string goes out as a
 *     text, a {@code byte[]} as a binary message; of a string that holds a buffer
 *     {@code getBytes(ISO_8859_1)} makes one.</td></tr>
 * <tr><td>{@code socketLit}</td><td>{@code socketRead}</td>
 *   <td>{@link org.wlsocket.NamedSocket#receive receive}</td>
 *   <td>Reads a message; waits for ever unless told otherwise, then 1 s unless given; empty when none
 *     came.</td>
 *   <td>Always one whole message: the largest number of bytes is accepted and cuts nothing (E4). Waiting for
 *     ever ends with the link. Refused for a socket with a procedure (C7).</td></tr>
 * <tr><td>{@code socketFerme}</td><td>{@code socketClose}</td>
 *   <td>{@link org.wlsocket.NamedSocket#close() close}</td>
 *   <td>Closes the socket.</td>
 *   <td>Returns at once; the procedure still gets the end. The name is free at once (C3).</td></tr>
 * <tr><td>{@code socketExiste}</td><td>{@code socketExist}</td>
 *   <td>{@link org.wlsocket.Sockets#find find}, {@link org.wlsocket.NamedSocket#state state}</td>
 *   <td>True from the connection until the socket is closed here, even when the link has died
 *     meanwhile.</td>
 *   <td>The same (C8); {@code state} tells the truth.</td></tr>
 * <tr><td>{@code erreurInfo}</td><td>{@code errorInfo}</td>
 *   <td>{@link org.wlsocket.NamedSocketException}, {@link org.wlsocket.Delivery.Refusal},
 *     {@link org.wlsocket.Failure}</td>
 *   <td>The text of the last error.</td>
 *   <td>Of this thread, and of its last function: empty when that succeeded. Inside a procedure, of the
 *     event (C8). The text begins with a code that stays the same in both languages; particulars stand in
 *     brackets, in English or as the WebSocket implementation gave them.</td></tr> </table>
 *
 * <table>
 * <caption>Events and procedures</caption>
 * <tr><th>French</th><th>English</th><th>Java</th><th>PC SOFT's meaning</th><th>where ours differs</th></tr>
 * <tr><td>{@code ProcedureSocket.evenement}</td><td>{@code SocketProcedure.event}</td>
 *   <td>{@link org.wlsocket.SocketListener}</td>
 *   <td>The procedure with the event and the message.</td>
 *   <td>Runs on a thread of its own, one event at a time (E2).</td></tr>
 * <tr><td>{@code SocketOuverture}, {@code OUVERTURE}</td><td>{@code SocketOpening}, {@code OPENING}</td>
 *   <td>{@link org.wlsocket.SocketEvent.Opened}</td>
 *   <td>The socket is connected; messages can be sent.</td><td>The same.</td></tr>
 * <tr><td>{@code SocketMessage}, {@code MESSAGE}</td><td>{@code SocketMessage}, {@code MESSAGE}</td>
 *   <td>{@link org.wlsocket.SocketEvent.Text}, {@link org.wlsocket.SocketEvent.Binary}</td>
 *   <td>A message came; the second argument is its content.</td>
 *   <td>Whole (E4); a binary message has one char from 0 to 255 for each byte (C10).</td></tr>
 * <tr><td>{@code SocketErreur}, {@code ERREUR}</td><td>{@code SocketError}, {@code ERROR}</td>
 *   <td>{@link org.wlsocket.SocketEvent.Failed}</td>
 *   <td>An error occurred; the second argument is always empty.</td>
 *   <td>The same (E6); {@code erreurInfo} tells which. {@code FERMETURE} follows.</td></tr>
 * <tr><td>{@code SocketFermeture}, {@code FERMETURE}</td><td>{@code SocketClosing}, {@code CLOSING}</td>
 *   <td>{@link org.wlsocket.SocketEvent.Closed}</td>
 *   <td>The socket is closed; the second argument is a code that tells why.</td>
 *   <td>The code of RFC 6455 section 7.4 in decimal digits; 1005 and 1006 where the peer gave none
 *     (E5).</td></tr> </table>
 */
@NullMarked
package org.wlsocket.wlangage;

import org.jspecify.annotations.NullMarked;
