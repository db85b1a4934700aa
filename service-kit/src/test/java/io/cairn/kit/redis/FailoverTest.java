package io.cairn.kit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.kit.servers.RedisServer;
import io.quarkus.redis.runtime.client.config.RedisConfig;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Redis that becomes another's replica keeps its connections, and of a host that vanishes none ends; who goes on asking
 * there would be without Redis for good.
 */
@Timeout(60)
class FailoverTest {
    private static final Duration DEADLINE = Duration.ofSeconds(5);
    private static final String KEY = "written";
    private static final SharedScript WRITE = SharedScript.of(List.of(), "return redis.call('INCR', KEYS[1])");

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private RedisServer first;
    private RedisServer second;
    private Relay relay;

    @BeforeEach
    void start() throws Exception {
        first = server("first");
        second = server("second");
        relay = new Relay(URI.create(first.url()));
    }

    private RedisServer server(String name) throws Exception {
        RedisServer server = new RedisServer(directory.resolve(name), 0, directory.resolve(name + ".log"));
        server.start();
        return server;
    }

    @AfterEach
    void stop() throws Exception {
        vertx.closeAndAwait();
        relay.close();
        first.kill(); // one in the middle of a synchronisation takes its time to stop
        first.close();
        second.kill();
        second.close();
    }

    private void failOver() {
        Redis direct = Redis.createClient(vertx, first.url());
        direct.send(Request.cmd(Command.REPLICAOF).arg("127.0.0.1").arg(second.port()))
                .await()
                .atMost(DEADLINE);
        relay.leadTo(URI.create(second.url()));
    }

    @Test
    void sharedCallsFindTheOneThatTookOver() {
        assertFindsTheOther(List.of());
    }

    @Test
    void sharedCallsFindItAlsoIfAConnectionCannotBeGreeted() {
        assertFindsTheOther(
                List.of(run -> Request.cmd(Command.SET).arg("greeted").arg(run)));
    }

    private void assertFindsTheOther(List<RedisGreeting> greetings) {
        SharedCalls shared = new SharedCalls(vertx.getDelegate(), settings(throughRelay()), greetings, DEADLINE);
        SharedScript.Call call = new SharedScript.Call(List.of(KEY), List.of());
        Supplier<Object> write = () -> SharedCalls.await(shared.run(WRITE, call));
        assertWritesToTheOther(write, 1);
        shared.close();
    }

    @Test
    void callsOfThreadsThatWaitFindIt() {
        int connections = 3;
        RedisCalls calls = calls(throughRelay().setMaxPoolSize(connections), DEADLINE);
        assertWritesToTheOther(() -> calls.call(Request.cmd(Command.INCR).arg(KEY)), connections);
    }

    @Test
    void scriptsOfThreadsThatWaitFindIt() {
        RedisCalls calls = calls(throughRelay(), DEADLINE);
        SharedScript.Call call = new SharedScript.Call(List.of(KEY), List.of());
        // as many as the client keeps connections, if no option says otherwise
        assertWritesToTheOther(() -> calls.run(WRITE, List.of(call)).get(0), new RedisOptions().getMaxPoolSize());
    }

    @Test
    void threadsThatWaitFindOneThatComesBackAfterAllTheirConnectionsFellSilent() {
        int connections = 3;
        RedisCalls calls = calls(throughRelay().setMaxPoolSize(connections), Duration.ofMillis(200));
        Request ask = Request.cmd(Command.PING);
        for (int i = 0; i < connections; i++) {
            answer(calls, ask);
            relay.silence();
            assertThatThrownBy(() -> calls.call(ask)).isInstanceOf(RedisUnavailable.class);
        }
        answer(calls, ask);
        answer(calls, ask);
    }

    /** Asks until there is an answer. */
    private static void answer(RedisCalls calls, Request ask) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try {
                assertThat(calls.call(ask)).hasToString("PONG");
                return;
            } catch (RedisUnavailable e) {
                if (System.nanoTime() - end >= 0) {
                    throw e;
                }
            }
        }
    }

    private RedisOptions throughRelay() {
        return new RedisOptions().setConnectionString(relay.connectionString());
    }

    private static RedisSettings settings(RedisOptions options) {
        RedisSettings settings = new RedisSettings();
        settings.customize(RedisConfig.DEFAULT_CLIENT_NAME, options);
        return settings;
    }

    private RedisCalls calls(RedisOptions options, Duration deadline) {
        return new RedisCalls(Redis.createClient(vertx, options), vertx.getDelegate(), settings(options), deadline);
    }

    /** @param refusals so many at most before it does */
    private void assertWritesToTheOther(Supplier<Object> write, int refusals) {
        assertThat(write.get()).hasToString("1");
        failOver();
        assertThatThrownBy(write::get).isInstanceOf(RedisUnavailable.class);
        for (int i = 1; i < refusals; i++) {
            try {
                assertThat(write.get()).hasToString("1");
                return;
            } catch (RedisUnavailable e) {
                // a connection that is still to the first, or is just closed
            }
        }
        assertThat(write.get()).hasToString("1");
    }
}
