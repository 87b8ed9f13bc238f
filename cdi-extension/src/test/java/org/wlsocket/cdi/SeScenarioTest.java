// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.Map;
import org.wlsocket.cdi.scenario.Commands;
import org.wlsocket.cdi.scenario.Journal;
import org.wlsocket.cdi.scenario.Login;
import org.wlsocket.cdi.scenario.PerEvent;
import org.wlsocket.cdi.scenario.SocketObservers;
import org.wlsocket.cdi.scenario.Typo;

/** In the CDI SE container that is on the class path. */
class SeScenarioTest extends ApplicationScenario {

    private static final Class<?>[] BEANS = {
        Journal.class, SocketObservers.class, PerEvent.class, Commands.class, Login.class
    };

    private Map<String, String> settings;

    @Override
    protected void prepare(Map<String, String> given) {
        settings = given;
    }

    @Override
    protected Application start() {
        App app = start(BEANS);
        Commands commands = app.get(Commands.class);
        return new Application() {
            @Override
            public String command(String command) {
                return commands.run(command);
            }

            @Override
            public void close() {
                app.close();
            }
        };
    }

    private App start(Class<?>... beans) {
        App app = App.with(beans).onTheNetwork();
        settings.forEach(app::set);
        return app.start();
    }

    @Override
    protected Refusal startWithUnknownName() {
        Class<?>[] beans = Arrays.copyOf(BEANS, BEANS.length + 1);
        beans[BEANS.length] = Typo.class;
        Throwable thrown = catchThrowable(() -> start(beans));
        return new Refusal(String.valueOf(rootOf(thrown).getMessage()), "pricse", Typo.class.getName());
    }

    private static Throwable rootOf(Throwable thrown) {
        return thrown.getCause() == null ? thrown : rootOf(thrown.getCause());
    }
}
