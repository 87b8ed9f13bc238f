// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.literal.NamedLiteral;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Provider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.wlsocket.NamedSocket;
import org.wlsocket.SocketEvent;

/** D1: every place where a socket can be injected, each with a name that stands nowhere else. */
abstract class InjectionScenario extends FormScenario {

    private App start(String socket, Class<?>... beans) {
        Class<?>[] all = Arrays.copyOf(beans, beans.length + 1);
        all[beans.length] = Diary.class;
        return with(all).socket(socket, peer -> peer.onText(peer::send)).start();
    }

    private void assertEchoes(NamedSocket socket) {
        socket.awaitOpen(Duration.ofSeconds(30));
        assertThat(socket.send("hello").accepted()).isTrue();
        assertThat(socket.receive(Duration.ofSeconds(30)))
                .get()
                .extracting(event -> ((SocketEvent.Text) event).text())
                .isEqualTo("hello");
    }

    @Dependent
    static class InField {
        @Inject
        @SocketName("field")
        NamedSocket socket;
    }

    @Test
    void d1_in_a_field() {
        start("field", InField.class);
        assertEchoes(app.get(InField.class).socket);
    }

    @ApplicationScoped
    static class InConstructor {
        private NamedSocket socket;

        InConstructor() {}

        @Inject
        InConstructor(@SocketName("constructor") NamedSocket socket) {
            this.socket = socket;
        }

        NamedSocket socket() {
            return socket;
        }
    }

    @Test
    void d1_in_a_constructor() {
        start("constructor", InConstructor.class);
        assertEchoes(app.get(InConstructor.class).socket());
    }

    @Dependent
    static class InInitialiser {
        NamedSocket socket;

        @Inject
        void set(@SocketName("initialiser") NamedSocket given) {
            socket = given;
        }
    }

    @Test
    void d1_in_an_initialiser() {
        start("initialiser", InInitialiser.class);
        assertEchoes(app.get(InInitialiser.class).socket);
    }

    /** What a producer makes of a socket. */
    record Client(NamedSocket socket) {}

    @Dependent
    static class InProducer {
        @Produces
        @Named("made")
        Client client(@SocketName("producer") NamedSocket socket) {
            return new Client(socket);
        }
    }

    @Test
    void d1_in_a_producer() {
        start("producer", InProducer.class);
        assertEchoes(app.get(Client.class, NamedLiteral.of("made")).socket());
    }

    @Dependent
    static class InInstance {
        @Inject
        @SocketName("instance")
        Instance<NamedSocket> socket;
    }

    @Test
    void d1_in_an_instance() {
        start("instance", InInstance.class);
        assertEchoes(app.get(InInstance.class).socket.get());
    }

    @Dependent
    static class InProvider {
        @Inject
        @SocketName("provider-of-it")
        Provider<NamedSocket> socket;
    }

    @Test
    void d1_in_a_provider() {
        start("provider-of-it", InProvider.class);
        assertEchoes(app.get(InProvider.class).socket.get());
    }

    /** The application's own event. */
    record Order(String text) {}

    @ApplicationScoped
    static class InObserver {
        @Inject
        Diary diary;

        void on(@Observes Order order, @SocketName("observer") NamedSocket socket) {
            socket.awaitOpen(Duration.ofSeconds(30));
            socket.send(order.text());
            diary.write(Diary.shown(socket.receive(Duration.ofSeconds(30)).orElseThrow()));
        }
    }

    @Dependent
    static class Orders {
        @Inject
        @Any
        Event<Order> orders;
    }

    @Test
    void d1_in_a_parameter_of_an_observer() {
        Diary.clear();
        start("observer", InObserver.class, Orders.class);
        app.get(Orders.class).orders.fire(new Order("one"));
        assertThat(Diary.next()).isEqualTo("observer text one");
    }

    @SessionScoped
    static class Passivating implements Serializable {
        private static final long serialVersionUID = 1;

        @Inject
        @SocketName("passivating")
        NamedSocket socket;
    }

    @Dependent
    static class Passivated implements Serializable {
        private static final long serialVersionUID = 1;

        @Inject
        @SocketName("passivated")
        NamedSocket socket;
    }

    @Test
    void d1_in_a_passivating_bean() {
        start("passivating", Passivating.class);
        assertEchoes(app.socketOf("passivating"));
    }

    @Test
    void d1_what_was_injected_survives_passivation() throws Exception {
        start("passivated", Passivated.class);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(app.get(Passivated.class));
        }
        assertEchoes(((Passivated) read(bytes.toByteArray())).socket);
    }

    /** Reads with the class loader of the proxies. */
    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ByteArrayInputStream stream = new ByteArrayInputStream(bytes);
        try (ObjectInputStream in = new ObjectInputStream(stream) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass type) throws ClassNotFoundException {
                return Class.forName(type.getName(), false, loader);
            }
        }) {
            return in.readObject();
        }
    }
}
