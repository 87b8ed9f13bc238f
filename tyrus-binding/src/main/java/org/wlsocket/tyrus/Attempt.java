// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.wlsocket.CloseStatus;
import org.wlsocket.Failure;
import org.wlsocket.spi.ConnectFailedException;
import org.wlsocket.spi.Handshake;
import org.wlsocket.spi.Wire;
import org.wlsocket.spi.WireListener;

/**
 * One call of {@code connectToServer}. It is never interrupted, and whatever it throws is a failed attempt.
 */
final class Attempt {

    private static final String KEY = Attempt.class.getName();

    private static final CloseStatus GOING_AWAY = CloseStatus.of(1001);
    private static final CloseStatus PROTOCOL_ERROR = CloseStatus.of(1002);

    private static final int MOST_TRIES = 5;

    /** Some containers show the answer only after they have thrown. */
    private static final long ANSWER_MILLIS = 200;

    private final Handshake handshake;
    private final Containers.Lease lease;
    private final Link link;
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final ConnectWatch connectWatch;
    private final TlsWatch tlsWatch;

    private volatile @Nullable Thread runner;

    /** What the request said, null where the container does not show it. */
    private volatile @Nullable String key;

    /** Written before the container is asked. */
    private volatile boolean compressionOffered;

    private volatile @Nullable InvalidAnswer invalidAnswer;

    /** What TLS says to a container that may not pass it on. */
    private volatile @Nullable SSLException tlsFailure;

    Attempt(Handshake handshake, WireListener listener, Containers.Lease lease) {
        this.handshake = handshake;
        this.lease = lease;
        this.link = new Link(listener, lease::end);
        this.tlsWatch = new TlsWatch(handshake, lease.tuner());
        this.connectWatch = new ConnectWatch(link, answer, handshake.connectLimit());
    }

    /**
     * {@return the attempt that a container makes with this configuration, null for another application's}
     */
    static @Nullable Attempt of(ClientEndpointConfig config) {
        return config.getUserProperties().get(KEY) instanceof Attempt attempt ? attempt : null;
    }

    Link link() {
        return link;
    }

    Handshake handshake() {
        return handshake;
    }

    Watch watch() {
        return lease.watch();
    }

    /** Takes what makes {@code connectToServer} throw. */
    void endsBy(Consumer<Throwable> giveUp) {
        connectWatch.endsBy(giveUp);
    }

    void answered(Answer came) {
        answer.complete(came);
    }

    /** Makes {@code connectToServer} throw as soon as the container lets it; does nothing to an open link. */
    void giveUp(Throwable why) {
        connectWatch.giveUp(why);
    }

    /** {@return why it was given up, null when it was not} */
    @Nullable Throwable gaveUpFor() {
        return connectWatch.gaveUpFor();
    }

    /** Returns when the link is open or about to be. */
    void run() throws ConnectFailedException {
        lease.begin(this);
        runner = Thread.currentThread();
        Interruption interruption = new Interruption();
        if (lease.tuner().isInterruptible()) {
            interruption.begin();
            endsBy(interruption);
        }
        Future<?> watching = lease.watch().begin(connectWatch);
        try {
            Session session = connectToServer();
            if (tlsWatch.refuses()) {
                // The endpoint may not have been told of it yet.
                link.refuse(session, GOING_AWAY);
            }
        } catch (Exception | Error e) {
            interruption.end();
            ended(e);
        } finally {
            interruption.end();
            Watch.end(watching);
            lease.returned(this);
        }
        if (link.isGivenUp() || link.isDenied()) {
            ended(new IllegalStateException("the endpoint could not use the session"));
        }
    }

    private Session connectToServer() throws DeploymentException, IOException {
        for (int tries = 1; true; tries++) {
            SocketEndpoint endpoint = new SocketEndpoint(link, this);
            ClientEndpointConfig config = config();
            lease.tuner().connecting(lease.container(), config, this);
            try {
                return lease.container()
                        .connectToServer(endpoint, config, lease.tuner().uriToAskFor(handshake.uri()));
            } catch (DeploymentException e) {
                boolean wanted = link.mayOpen() && connectWatch.gaveUpFor() == null;
                if (tries == MOST_TRIES || !wanted || !lease.tuner().hasTripped(handshake, e)) {
                    throw e;
                }
            }
        }
    }

    private void ended(Throwable thrown) throws ConnectFailedException {
        boolean lost = !link.tcp().isOpen();
        boolean refused = link.tcp().isTlsRefused();
        if (link.giveUp() || link.isGivenUp()) {
            Throwable why = refused ? new SSLException("TLS was refused", thrown) : reason(thrown, lost);
            Answer shown = ConnectFailures.isPlain(why) ? answer.getNow(null) : awaitAnswer();
            Failure failure = ConnectFailures.of(handshake, why, known(shown, why));
            throw new ConnectFailedException(tlsWatch.judge(failure, lease.container()));
        }
        // Opened, and then the container gave up: what became of the connection decides.
        if (!link.tcp().isOpen()) {
            link.tcpEnded(lease.watch());
        }
    }

    /** A container that is lost with a connection that has ended tells nothing but its own time-out. */
    private Throwable reason(Throwable thrown, boolean lost) {
        Throwable gaveUp = connectWatch.gaveUpFor();
        if (gaveUp != null) {
            return gaveUp;
        }
        InvalidAnswer refused = invalidAnswer;
        Exception hidden = refused == null ? tlsFailure : refused;
        if (hidden != null) {
            if (ConnectFailures.find(thrown, hidden::equals) == null) {
                hidden.addSuppressed(thrown);
            }
            return hidden;
        }
        boolean untold = lost && answer.isDone() && ConnectFailures.isTimeOut(thrown);
        if (!untold || connectWatch.isLate()) {
            return thrown;
        }
        EOFException end = new EOFException("the connection ended before the link was open");
        end.addSuppressed(thrown);
        return end;
    }

    /** The status stands in what some containers throw, and nowhere else. */
    private @Nullable Answer known(@Nullable Answer shown, Throwable why) {
        if (shown != null && shown.status() != 0) {
            return shown;
        }
        int status = why instanceof InvalidAnswer invalid
                ? invalid.status()
                : lease.tuner().statusIn(why);
        if (status == 0) {
            return shown;
        }
        return new Answer(status, shown == null ? Map.of() : shown.headers());
    }

    private @Nullable Answer awaitAnswer() {
        try {
            return answer.get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** {@return the headers that came with a session; empty where the container does not show them} */
    Map<String, List<String>> answeredHeaders() {
        Answer came = answer.getNow(null);
        return came == null ? Map.of() : came.headers();
    }

    /** {@return what was agreed on, null when messages go uncompressed or no headers are shown} */
    @Nullable DeflateTerms compression() {
        return compressionOffered ? DeflateTerms.in(InvalidAnswer.extensionsIn(answeredHeaders())) : null;
    }

    /** {@return the longest frame that may come} */
    long longestFrame() {
        int largest = handshake.maxMessageSize();
        return compressionOffered ? Compression.longestFrame(largest) : largest;
    }

    private void tlsFailed(SSLException failure) {
        if (tlsFailure == null) {
            tlsFailure = failure;
        }
    }

    private void lookAtAnswer() {
        invalidAnswer = InvalidAnswer.in(
                answeredHeaders(), key, handshake.subprotocols(), compressionOffered);
    }

    /** {@return whether this thread is the one that waits for the container} */
    boolean runsHere() {
        return Thread.currentThread() == runner;
    }

    boolean isViolation(Throwable reported) {
        return lease.tuner().isViolation(reported);
    }

    boolean isViolation(Session session, CloseReason reason) {
        return lease.tuner().isViolation(session, reason);
    }

    Wire wire(Session session) {
        return lease.tuner().wire(session, link);
    }

    /**
     * Looks at how the container has come by a session, because not every container does. {@return what to
     * close one with that must not be used, null where it may be}
     */
    @Nullable CloseStatus refusalOf(Session session) {
        lookAtAnswer();
        lease.tuner().opening(session, this);
        if (tlsWatch.refuses()) {
            return GOING_AWAY;
        }
        return invalidAnswer == null ? null : PROTOCOL_ERROR;
    }

    private ClientEndpointConfig config() {
        List<Extension> extensions = lease.compression().offer(handshake, lease.container(), lease.tuner());
        compressionOffered = !extensions.isEmpty();
        ClientEndpointConfig.Builder builder = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(handshake.subprotocols())
                .extensions(extensions)
                .configurator(new Headers());
        lease.tuner()
                .contextFor(handshake, this::tlsFailed)
                .map(tlsWatch::around)
                .ifPresent(builder::sslContext);
        ClientEndpointConfig config = builder.build();
        config.getUserProperties().put(KEY, this);
        lease.tuner().tuneAttempt(handshake, config.getUserProperties());
        return config;
    }

    /** Of one try. */
    private final class Headers extends ClientEndpointConfig.Configurator {

        private final AtomicBoolean given = new AtomicBoolean();

        @Override
        public void beforeRequest(Map<String, List<String>> headers) {
            if (!given.compareAndSet(false, true)) {
                // A container of a server may follow redirects; these headers are not for where they lead.
                InvalidAnswer redirect = InvalidAnswer.redirect();
                // Undertow hears of nothing that is thrown here.
                giveUp(redirect);
                throw new IllegalStateException(redirect);
            }
            key = InvalidAnswer.keyIn(headers);
            handshake.headers().forEach((name, values) -> {
                headers.keySet().removeIf(name::equalsIgnoreCase);
                headers.put(name, oneLine(name, values));
            });
        }

        /**
         * Containers may join values with a comma, which for cookies alone is wrong (RFC 6265 section 4.2.1).
         */
        private List<String> oneLine(String name, List<String> values) {
            boolean cookies = name.equalsIgnoreCase("Cookie");
            return new ArrayList<>(cookies ? List.of(String.join("; ", values)) : values);
        }

        @Override
        public void afterResponse(HandshakeResponse response) {
            Answer came = Answer.of(lease.tuner().statusOf(response), response.getHeaders());
            answered(came);
            if (came.status() == Answer.SWITCHING_PROTOCOLS || InvalidAnswer.opens(came.headers())) {
                // The container may refuse it, and not tell why.
                lookAtAnswer();
            }
        }
    }
}
