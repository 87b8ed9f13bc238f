// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tck;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.wlsocket.SocketEvent;

/**
 * Events as short text: {@code Opened}, {@code Text(hello)}, {@code Binary(01ff)},
 * {@code Failed(CONNECT/REFUSED)}, {@code Closed(4000 "bye")}. Of a long message only the length is shown:
 * {@code Text(5000 chars)}.
 */
public final class EventText {

    private static final int SHOWN = 40;

    private EventText() {}

    /** {@return all events, parted by spaces} */
    public static String of(List<SocketEvent> events) {
        return events.stream().map(EventText::of).collect(Collectors.joining(" "));
    }

    /** {@return one event} */
    public static String of(SocketEvent event) {
        if (event instanceof SocketEvent.Text text) {
            return "Text(" + shown(text.text()) + ")";
        }
        if (event instanceof SocketEvent.Binary binary) {
            return "Binary(" + shown(binary.data()) + ")";
        }
        if (event instanceof SocketEvent.Failed failed) {
            return "Failed(" + failed.cause().phase() + "/" + failed.cause().reason() + ")";
        }
        if (event instanceof SocketEvent.Closed closed) {
            String again = closed.reconnectIn().map(time -> ", again in " + time).orElse("");
            return "Closed(" + closed.status() + again + ")";
        }
        return "Opened";
    }

    private static String shown(String text) {
        return text.length() > SHOWN ? text.length() + " chars" : text;
    }

    private static String shown(ByteBuffer data) {
        if (data.remaining() > SHOWN) {
            return data.remaining() + " bytes";
        }
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
