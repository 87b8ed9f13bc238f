// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.console;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.wlsocket.Failure;
import org.wlsocket.SocketEvent;

/** For scripts: one JSON object for each event, one on a line. */
final class JsonPrinter implements Printer {

    private final Streams streams;
    private final boolean showPings;

    JsonPrinter(Streams streams, boolean showPings) {
        this.streams = streams;
        this.showPings = showPings;
    }

    @Override
    public void opened(SocketEvent.Opened event) {
        Json json = new Json().with("event", "opened");
        event.subprotocol().ifPresent(name -> json.with("subprotocol", name));
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
                .with("message", cause.message());
        cause.httpStatus().ifPresent(status -> json.with("httpStatus", status));
        show(json);
    }

    @Override
    public void closed(SocketEvent.Closed event) {
        show(new Json()
                .with("event", "closed")
                .with("code", event.status().code())
                .with("reason", event.status().reason()));
    }

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
        return streams.out().checkError();
    }

    private void show(Json json) {
        streams.out().print(json + "\n");
    }
}
