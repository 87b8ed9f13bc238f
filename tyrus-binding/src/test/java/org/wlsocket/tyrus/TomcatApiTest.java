// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.tyrus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.Session;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wlsocket.Failure;
import org.wlsocket.spi.ConnectFailedException;

/** Tomcat has the Jakarta API within it, and needs its own version. */
class TomcatApiTest {

    /** Of an API before 2.2. */
    public static final class OldResult {
        public OldResult() {}
    }

    /** Of an API since 2.2. */
    public static final class NewResult {
        public NewResult(Session session) {
            assertThat(session).isNotNull();
        }
    }

    private static ClassLoader showing(String... jars) {
        return new ClassLoader(TomcatApiTest.class.getClassLoader()) {
            @Override
            public Enumeration<URL> getResources(String name) throws MalformedURLException {
                List<URL> urls = new ArrayList<>();
                for (String jar : jars) {
                    urls.add(new URL("jar:file:/" + jar + "!/" + name));
                }
                return Collections.enumeration(urls);
            }
        };
    }

    @Test
    void an_older_one_before_its_own_is_refused_and_the_remedy_told() {
        ClassLoader both = showing("api-2.1.jar", "tomcat.jar");
        assertThatThrownBy(() -> TomcatTuner.checkApi(both, OldResult.class))
                .isInstanceOfSatisfying(ConnectFailedException.class, refused -> {
                    assertThat(refused.failure().reason()).isEqualTo(Failure.Reason.UNSUPPORTED);
                    assertThat(refused.failure().message()).contains("api-2.1.jar", "exclude");
                });
    }

    @Test
    void its_own_is_taken_alone_and_before_another() throws Exception {
        TomcatTuner.checkApi(showing("tomcat.jar", "api-2.1.jar"), NewResult.class);
        TomcatTuner.checkApi(showing("tomcat.jar"), NewResult.class);
    }

    @Test
    void a_tomcat_of_the_time_of_the_older_api_has_that_alone() throws Exception {
        TomcatTuner.checkApi(showing("tomcat-10.jar"), OldResult.class);
    }
}
