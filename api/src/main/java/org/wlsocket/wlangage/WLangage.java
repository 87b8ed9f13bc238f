// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.wlangage;

import java.time.Duration;
import org.wlsocket.Destination;

/**
 * The socket functions of WLangage under their French names: one line of WLangage becomes one line of Java.
 *
 * <pre>{@code
 * import static org.wlsocket.wlangage.WLangage.*;
 *
 * socketConnecte("client", "ws://localhost:8080/chat", Demo::surEvenementSocket);
 *
 * static void surEvenementSocket(EvenementSocket nEvenement, String sMessage) {
 *     switch (nEvenement) {
 *         case OUVERTURE -> socketEcrit("client", "Envoi message depuis le navigateur.");
 *         case MESSAGE -> info("Réception d'un message serveur : " + sMessage);
 *         case FERMETURE -> info("Fermeture du socket", sMessage);
 *         case ERREUR -> erreur("Erreur du socket");
 *     }
 * }
 * }</pre>
 *
 * <p>No function throws for what WLangage tells by its result: it returns false or an empty string, and
 * {@link #erreurInfo} says why. What differs from PC SOFT's functions is in the glossary of this package.
 *
 * <p>All functions work on {@link org.wlsocket.spi.DefaultSockets}, whose threads are daemons: a program
 * that has nothing else to do must keep its main thread waiting.
 */
public final class WLangage {

    /** Reads as in WLangage: {@link EvenementSocket#OUVERTURE}. */
    public static final EvenementSocket SocketOuverture = EvenementSocket.OUVERTURE;

    /** Reads as in WLangage: {@link EvenementSocket#MESSAGE}. */
    public static final EvenementSocket SocketMessage = EvenementSocket.MESSAGE;

    /** Reads as in WLangage: {@link EvenementSocket#ERREUR}. */
    public static final EvenementSocket SocketErreur = EvenementSocket.ERREUR;

    /** Reads as in WLangage: {@link EvenementSocket#FERMETURE}. */
    public static final EvenementSocket SocketFermeture = EvenementSocket.FERMETURE;

    private WLangage() {}

    /**
     * Connects a socket to a WebSocket server and returns at once (C2).
     *
     * @param nom not blank, case-sensitive, not that of a living socket
     * @param adresse {@code ws:} or {@code wss:}, see {@link Destination#of(String)}
     * @param procedure gets the events of the socket
     * @return false when the connection was not even started; {@link #erreurInfo} tells why, and no event
     *     comes
     */
    public static boolean socketConnecte(String nom, String adresse, ProcedureSocket procedure) {
        return Facade.connect(nom, () -> Destination.of(adresse), Procedures.french(procedure));
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnecte(String nom, String serveur) {
        return webSocketClientConnecte(nom, serveur, Address.PORT);
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnecte(String nom, String serveur, int port) {
        return webSocketClientConnecte(nom, serveur, port, "");
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnecte(String nom, String serveur, int port, String chemin) {
        return webSocketClientConnecte(nom, serveur, port, chemin, "");
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnecte(
            String nom, String serveur, int port, String chemin, String protocoles) {
        return webSocketClientConnecte(nom, serveur, port, chemin, protocoles, Facade.CONNECT_LIMIT);
    }

    /** Connects and waits; the wait in milliseconds, as in WLangage. */
    public static boolean webSocketClientConnecte(
            String nom, String serveur, int port, String chemin, String protocoles, int attenteMaximale) {
        return webSocketClientConnecte(
                nom, serveur, port, chemin, protocoles, Duration.ofMillis(attenteMaximale));
    }

    /**
     * Connects a socket over {@code ws:} and waits until it is open; its messages are read with
     * {@link #socketLit}.
     *
     * @param serveur a host name or an IP address
     * @param port 80 unless given
     * @param chemin path and query, percent-encoded; {@code /} unless given
     * @param protocoles sub-protocols with commas between them; none unless given
     * @param attenteMaximale how long to wait at most; 10 s unless given
     * @return whether the socket is open; if not, it is closed, its name is free and {@link #erreurInfo}
     *     tells why
     */
    public static boolean webSocketClientConnecte(
            String nom,
            String serveur,
            int port,
            String chemin,
            String protocoles,
            Duration attenteMaximale) {
        return Facade.open(nom, Address.plain(serveur, port, chemin, protocoles), attenteMaximale);
    }

    /** Connects with a procedure, with defaults for what is not given. */
    public static boolean webSocketClientConnecte(String nom, ProcedureSocket procedure, String serveur) {
        return webSocketClientConnecte(nom, procedure, serveur, Address.PORT);
    }

    /** Connects with a procedure, with defaults for what is not given. */
    public static boolean webSocketClientConnecte(
            String nom, ProcedureSocket procedure, String serveur, int port) {
        return webSocketClientConnecte(nom, procedure, serveur, port, "");
    }

    /** Connects with a procedure, with defaults for what is not given. */
    public static boolean webSocketClientConnecte(
            String nom, ProcedureSocket procedure, String serveur, int port, String chemin) {
        return webSocketClientConnecte(nom, procedure, serveur, port, chemin, "");
    }

    /**
     * Connects a socket over {@code ws:} and returns at once; as {@link #socketConnecte} with an address in
     * parts.
     *
     * @return false when the connection was not even started; {@link #erreurInfo} tells why, and no event
     *     comes
     */
    public static boolean webSocketClientConnecte(
            String nom,
            ProcedureSocket procedure,
            String serveur,
            int port,
            String chemin,
            String protocoles) {
        return Facade.connect(
                nom, Address.plain(serveur, port, chemin, protocoles), Procedures.french(procedure));
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnecteSSL(String nom, String serveur) {
        return webSocketClientConnecteSSL(nom, serveur, Address.SSL_PORT);
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnecteSSL(String nom, String serveur, int port) {
        return webSocketClientConnecteSSL(nom, serveur, port, "");
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnecteSSL(String nom, String serveur, int port, String chemin) {
        return webSocketClientConnecteSSL(nom, serveur, port, chemin, "");
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnecteSSL(
            String nom, String serveur, int port, String chemin, String protocoles) {
        return webSocketClientConnecteSSL(nom, serveur, port, chemin, protocoles, Address.CHECK_CERTIFICATE);
    }

    /** Connects and waits, with defaults for what is not given. */
    public static boolean webSocketClientConnecteSSL(
            String nom, String serveur, int port, String chemin, String protocoles, int optionSSL) {
        return webSocketClientConnecteSSL(
                nom, serveur, port, chemin, protocoles, optionSSL, Facade.CONNECT_LIMIT);
    }

    /** Connects and waits; the wait in milliseconds, as in WLangage. */
    public static boolean webSocketClientConnecteSSL(
            String nom,
            String serveur,
            int port,
            String chemin,
            String protocoles,
            int optionSSL,
            int attenteMaximale) {
        return webSocketClientConnecteSSL(
                nom, serveur, port, chemin, protocoles, optionSSL, Duration.ofMillis(attenteMaximale));
    }

    /**
     * Connects a socket over {@code wss:} and waits until it is open; its messages are read with
     * {@link #socketLit}.
     *
     * @param serveur a host name or an IP address
     * @param port 443 unless given
     * @param chemin path and query, percent-encoded; {@code /} unless given
     * @param protocoles sub-protocols with commas between them; none unless given
     * @param optionSSL 0, which it is unless given: the JVM's protocol versions are used and the server's
     *     certificate is checked. Another value is refused: whoever wants another trust or protocol version
     *     connects with {@link org.wlsocket.Sockets} and {@link Destination#withSslContext}
     * @param attenteMaximale how long to wait at most; 10 s unless given
     * @return whether the socket is open; if not, it is closed, its name is free and {@link #erreurInfo}
     *     tells why
     */
    public static boolean webSocketClientConnecteSSL(
            String nom,
            String serveur,
            int port,
            String chemin,
            String protocoles,
            int optionSSL,
            Duration attenteMaximale) {
        return Facade.open(nom, Address.ssl(serveur, port, chemin, protocoles, optionSSL), attenteMaximale);
    }

    /** Connects with a procedure, with defaults for what is not given. */
    public static boolean webSocketClientConnecteSSL(String nom, ProcedureSocket procedure, String serveur) {
        return webSocketClientConnecteSSL(nom, procedure, serveur, Address.SSL_PORT);
    }

    /** Connects with a procedure, with defaults for what is not given. */
    public static boolean webSocketClientConnecteSSL(
            String nom, ProcedureSocket procedure, String serveur, int port) {
        return webSocketClientConnecteSSL(nom, procedure, serveur, port, "");
    }

    /** Connects with a procedure, with defaults for what is not given. */
    public static boolean webSocketClientConnecteSSL(
            String nom, ProcedureSocket procedure, String serveur, int port, String chemin) {
        return webSocketClientConnecteSSL(nom, procedure, serveur, port, chemin, "");
    }

    /**
     * Connects a socket over {@code wss:} and returns at once; as {@link #socketConnecte} with an address in
     * parts.
     *
     * @return false when the connection was not even started; {@link #erreurInfo} tells why, and no event
     *     comes
     */
    public static boolean webSocketClientConnecteSSL(
            String nom,
            ProcedureSocket procedure,
            String serveur,
            int port,
            String chemin,
            String protocoles) {
        Address address = Address.ssl(serveur, port, chemin, protocoles, Address.CHECK_CERTIFICATE);
        return Facade.connect(nom, address, Procedures.french(procedure));
    }

    /**
     * Sends a text, without ever waiting for the network (C4). A string of chars 0–255 goes out as a binary
     * message by {@code socketEcrit(nom, message.getBytes(StandardCharsets.ISO_8859_1))}.
     *
     * @return whether the message was accepted; if not, {@link #erreurInfo} tells why
     */
    public static boolean socketEcrit(String nom, String message) {
        return Facade.write(nom, message);
    }

    /**
     * Sends a binary message (C10); the bytes are copied.
     *
     * @return whether the message was accepted; if not, {@link #erreurInfo} tells why
     */
    public static boolean socketEcrit(String nom, byte[] tampon) {
        return Facade.write(nom, tampon);
    }

    /** Reads one message and waits for it as long as the link lives. */
    public static String socketLit(String nom) {
        return socketLit(nom, true);
    }

    /** Reads one message; without waiting for ever, waits at most 1 s. */
    public static String socketLit(String nom, boolean attenteInfinie) {
        return socketLit(nom, attenteInfinie, Facade.READ_LIMIT);
    }

    /** Reads one message; the wait in milliseconds, as in WLangage. */
    public static String socketLit(String nom, boolean attenteInfinie, int attenteMaximale) {
        return socketLit(nom, attenteInfinie, Duration.ofMillis(attenteMaximale));
    }

    /**
     * Reads one whole message of a socket that was connected without a procedure (C7). A binary message is a
     * string of chars 0–255, one for each byte (C10).
     *
     * @param attenteInfinie whether to wait until a message comes or the link ends
     * @param attenteMaximale how long to wait at most otherwise; zero takes what is there
     * @return the message. Empty when none came in time, and then {@link #erreurInfo} is empty; empty too
     *     when the socket has ended or cannot be read, and then it tells why
     */
    public static String socketLit(String nom, boolean attenteInfinie, Duration attenteMaximale) {
        return Facade.read(nom, attenteInfinie, attenteMaximale);
    }

    /** Reads one whole message, whatever the largest number of bytes: messages are not cut (E4). */
    public static String socketLit(
            String nom, boolean attenteInfinie, int attenteMaximale, int nombreMaximumOctets) {
        return socketLit(nom, attenteInfinie, attenteMaximale);
    }

    /** Reads one whole message, whatever the largest number of bytes: messages are not cut (E4). */
    public static String socketLit(
            String nom, boolean attenteInfinie, Duration attenteMaximale, int nombreMaximumOctets) {
        return socketLit(nom, attenteInfinie, attenteMaximale);
    }

    /**
     * Closes a socket with the code 1000, frees its name and returns at once (C6). When no socket has the
     * name, nothing happens but that {@link #erreurInfo} says so.
     */
    public static void socketFerme(String nom) {
        Facade.close(nom);
    }

    /**
     * Tells whether a socket was connected and not closed since: true from its opening to
     * {@link #socketFerme}, even when the link has ended meanwhile (C8);
     * {@link org.wlsocket.NamedSocket#state()} tells the truth.
     *
     * @return false also for a name that nobody has connected
     */
    public static boolean socketExiste(String nom) {
        return Facade.exists(nom);
    }

    /**
     * {@return why the last function of this thread failed: a code, a colon, a text; empty when it did not}
     *
     * <p>Each function sets it anew, except {@code socketExiste} and this one. Inside a procedure it is at
     * first the error of the event: why the link was given up for {@code ERREUR}, else empty (C8).
     */
    public static String erreurInfo() {
        return Language.FRENCH.errorInfo();
    }
}
