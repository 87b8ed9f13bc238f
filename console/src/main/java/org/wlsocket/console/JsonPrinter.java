// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.wlsocket.Failure;
import org.wlsocket.Gap;
import org.wlsocket.SocketEvent;
import org.wlsocket.SocketState;
import org.wlsocket.SocketStatistics;

/** For scripts: one JSON object for each event, one on a line. */
final class JsonPrinter implements Printer, StateView {

    private final Streams streams;
    private final boolean showPings;
    private final ConsoleText words;
    private String shownState = ""; // one call after another, see StateView

    JsonPrinter(Streams streams, boolean showPings, ConsoleText words) {
        this.streams = streams;
        this.showPings = showPings;
        this.words = words;
    }

    @Override
    public void opened(SocketEvent.Opened event) {
        Json json = new Json().with("event", "opened");
        event.subprotocol().ifPresent(name -> json.with("subprotocol", name));
        event.gap().ifPresent(gap -> json.with("gap", json(gap)));
        show(json);
    }

    @Override
    public void text(SocketEvent.Text event) {
        show(new Json().with("event", "text").with("text", event.text()));
    }

    @Override
    public void binary(SocketEvent.Binary event) {
        ByteBuffer base64 = Base64.getEncoder().encode(event.data());
        String data = StandardCharsets.ISO_8859_1.decode(base64).toString();
        show(new Json().with("event", "binary").with("data", data));
    }

    @Override
    public void failed(SocketEvent.Failed event) {
        Failure cause = event.cause();
        Json json = new Json()
                .with("event", "failed")
                .with("phase", cause.phase().name())
                .with("cause", cause.reason().name())
                .with("message", words.of(cause));
        cause.httpStatus().ifPresent(status -> json.with("httpStatus", status));
        show(json);
    }

    @Override
    public void closed(SocketEvent.Closed event) {
        Json json = new Json()
                .with("event", "closed")
                .with("code", event.status().code())
                .with("reason", event.status().reason());
        event.reconnectIn().ifPresent(delay -> json.with("reconnectIn", delay.toMillis()));
        show(json);
    }

    @Override
    public void show(SocketState state, SocketStatistics numbers) {
        String key = StateName.of(state);
        Json json = new Json().with("event", "state").with("state", key);
        if (state instanceof SocketState.Waiting waiting) {
            key += waiting.attempt() + waiting.heldBy().name();
            json.with("attempt", waiting.attempt()).with("heldBy", waiting.heldBy().name());
        }
        if (!key.equals(shownState)) {
            shownState = key;
            show(json.with("queued", numbers.pending()));
        }
    }

    @Override
    public void end() {}

    @Override
    public void ping() {
        if (showPings) {
            show(new Json().with("event", "ping"));
        }
    }

    @Override
    public void pong(Duration roundTrip) {
        show(new Json().with("event", "pong").with("micros", roundTrip.toNanos() / 1000));
    }

    @Override
    public void note(String line) {
        streams.err().println(Escapes.line(line));
    }

    @Override
    public boolean isBroken() {
        return streams.out().isBroken();
    }

    private static Json json(Gap gap) {
        Json json = new Json()
                .with("attempts", gap.attempts())
                .with("downtime", gap.downtime().toMillis())
                .with("queued", gap.queued())
                .with("dropped", gap.dropped())
                .with("inDoubt", gap.inDoubt());
        gap.lastInbound().ifPresent(time -> json.with("lastInbound", time.toString()));
        return json;
    }

    private void show(Json json) {
        streams.out().print(json + "\n");
    }
}
