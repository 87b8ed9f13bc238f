// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * An HTTP proxy on 127.0.0.1 that answers {@code CONNECT} as it is told: connects, demands Basic credentials,
 * refuses, or stays silent. Whatever the target that it is asked for, it stays on this host.
 */
public final class ScriptedProxy implements AutoCloseable {
    private static final String CONNECTED = "HTTP/1.1 200 Connection established\r\n\r\n";

    /** What it answers to the head of a request; an empty text for silence. */
    private interface Answer {
        String to(String head);
    }

    private final ServerSocket listening = new ServerSocket(0, 1024, Loopback.IPV4.address());
    private final Gate gate = new Gate();
    private final Answer answer;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    private final List<ProxiedConnection> connected = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private ScriptedProxy(Answer answer) throws IOException {
        this.answer = answer;
        ScriptThreads.daemon("scripted-proxy-" + port(), this::acceptAll).start();
    }

    /** Connects whoever asks. */
    public static ScriptedProxy open() throws IOException {
        return new ScriptedProxy(head -> CONNECTED);
    }

    /** Connects who shows these credentials, and challenges others. */
    public static ScriptedProxy requiringBasic(String user, String password) throws IOException {
        String token = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        Pattern header = Pattern.compile(
                "\r\n(?i:proxy-authorization):[ \t]*(?i:basic) +" + Pattern.quote(token) + "\r\n");
        return new ScriptedProxy(head -> header.matcher(head).find()
                ? CONNECTED
                : refusal(407, "Proxy-Authenticate: Basic realm=\"test\"\r\n"));
    }

    /** Challenges everybody with the Digest scheme. */
    public static ScriptedProxy requiringDigest() throws IOException {
        return refusing(407, "Proxy-Authenticate: Digest realm=\"test\", nonce=\"abc\", qop=\"auth\"\r\n");
    }

    /** Answers everybody with this status; each header with its line break. */
    public static ScriptedProxy refusing(int status, String... headers) throws IOException {
        return new ScriptedProxy(head -> refusal(status, headers));
    }

    /** Accepts, reads, and says nothing. */
    public static ScriptedProxy silent() throws IOException {
        return new ScriptedProxy(head -> "");
    }

    private static String refusal(int status, String... headers) {
        return "HTTP/1.1 " + status + " No\r\n" + String.join("", headers) + "Content-Length: 0\r\n\r\n";
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = listening.accept();
                accepted.add(client);
                String name = "scripted-proxy-" + port() + "-" + accepted.size();
                ScriptThreads.daemon(name, () -> serve(client, name)).start();
            }
        } catch (IOException closed) {
            // By close().
        }
    }

    private void serve(Socket client, String name) {
        try {
            while (true) {
                String head = head(client.getInputStream());
                requests.add(head);
                String said = answer.to(head);
                client.getOutputStream().write(said.getBytes(ISO_8859_1));
                if (said.equals(CONNECTED)) {
                    connect(client, target(head), name);
                    return;
                }
            }
        } catch (IOException | RuntimeException gone) {
            closeQuietly(client);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended in " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** The port that is asked for, on this host. */
    private static InetSocketAddress target(String head) throws IOException {
        String authority = head.split(" ", 3)[1];
        int port = Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1));
        return new InetSocketAddress(Loopback.IPV4.address(), port);
    }

    private void connect(Socket client, InetSocketAddress target, String name) {
        ProxiedConnection connection = new ProxiedConnection(client, target, gate, name);
        connected.add(connection);
        connection.start();
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** How many connections were accepted. */
    public int accepted() {
        return accepted.size();
    }

    /** How many of them have not been ended by this side. */
    public int live() {
        return (int) accepted.stream().filter(client -> !client.isClosed()).count();
    }

    /** The heads of all requests, as they came. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        connected.forEach(ProxiedConnection::reset);
        accepted.forEach(ScriptedProxy::closeQuietly);
    }

    private static void closeQuietly(Socket client) {
        try {
            client.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to close.
        }
    }
}
