// Copyright the wlsocket authors
// SPDX-License-Identifier: Apache-2.0
package org.wlsocket.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** D3: calls of the application through a server's context, and without it. */
class ServerContextTest {

    @Test
    void there_is_no_context_where_there_is_no_server() {
        Consumer<Runnable> context = ServerContext.capture(Runnable::run);
        assertThat(context).isNull();
    }

    @Test
    void d3_a_call_goes_through_the_context() throws Exception {
        StringBuilder trace = new StringBuilder();
        Surroundings surroundings = Surroundings.through(task -> {
            trace.append("in ");
            task.run();
            trace.append(" out");
        });
        assertThat(surroundings.call(() -> trace.append("call"))).isSameAs(trace);
        assertThat(trace).hasToString("in call out");
    }

    @Test
    void d3_a_call_is_made_directly_where_the_server_refuses() throws Exception {
        Surroundings surroundings = Surroundings.through(task -> {
            throw new RejectedExecutionException("stopping");
        });
        assertThat(surroundings.call(() -> "done")).isEqualTo("done");
    }

    @Test
    void d3_a_call_is_made_once_where_the_server_fails_after_it() throws Exception {
        int[] calls = {0};
        Surroundings surroundings = Surroundings.through(task -> {
            task.run();
            throw new IllegalStateException("cannot restore");
        });
        assertThat(surroundings.call(() -> ++calls[0])).isEqualTo(1);
        assertThat(calls[0]).isEqualTo(1);
    }
}
