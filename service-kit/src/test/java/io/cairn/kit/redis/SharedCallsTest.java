package io.cairn.kit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.kit.test.CairnStores;
import io.quarkus.redis.runtime.client.config.RedisConfig;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.RedisOptions;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@WithTestResource(value = CairnStores.class, scope = TestResourceScope.GLOBAL)
class SharedCallsTest {
    @Inject
    RedisCalls redis;

    @Inject
    SharedCalls shared;

    @Inject
    Vertx vertx;

    @ConfigProperty(name = "quarkus.redis.hosts")
    URI uri;

    private final String prefix = "test:" + UUID.randomUUID() + ":";

    @Test
    @Timeout(60)
    void aLoopThatIsHeldUpHoldsUpNoOther() {
        ContextInternal first = loop();
        ContextInternal second = loop();
        while (second.nettyEventLoop() == first.nettyEventLoop()) {
            second = loop(); // whatever else runs takes its turns, too
        }
        List<ContextInternal> loops = List.of(first, second);
        loops.forEach(loop -> answers(loop, 1).join()); // both have a connection
        for (ContextInternal loop : loops) {
            CompletableFuture<Void> held = new CompletableFuture<>();
            ContextInternal other = loops.get(loop.equals(loops.get(0)) ? 1 : 0);
            other.runOnContext(now -> held.join());
            try {
                assertThat(answers(loop, 1)).succeedsWithin(Duration.ofSeconds(30));
            } finally {
                held.complete(null);
            }
        }
    }

    @Test
    void eachIsAnsweredHoweverManyAskAtATime() {
        int many = 100;
        for (int i = 0; i < many; i++) {
            redis.call(Request.cmd(Command.SET).arg(prefix + i).arg("value " + i));
        }
        List<Response> answers = answers(loop(), many).join();
        for (int i = 0; i < many; i++) {
            assertThat(answers.get(i).toString()).isEqualTo("value " + i);
        }
        List<CompletionStage<List<Response>>> fromNoLoop = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            fromNoLoop.add(shared.read(List.of(Request.cmd(Command.GET).arg(prefix + i))));
        }
        for (int i = 0; i < many; i++) {
            assertThat(SharedCalls.await(fromNoLoop.get(i)).get(0).toString()).isEqualTo("value " + i);
        }
    }

    @Test
    @Timeout(60)
    void aConnectionThatFallsSilentIsMadeAnew() throws Exception {
        Request read = Request.cmd(Command.GET).arg(prefix);
        redis.call(Request.cmd(Command.SET).arg(prefix).arg("value"));
        try (Relay relay = new Relay(uri)) {
            RedisSettings settings = new RedisSettings();
            settings.customize(
                    RedisConfig.DEFAULT_CLIENT_NAME, new RedisOptions().setConnectionString(relay.connectionString()));
            SharedCalls throughRelay = new SharedCalls(vertx, settings, List.of(), Duration.ofMillis(200));
            try {
                await(throughRelay, read);
                relay.silence();
                assertThatThrownBy(() -> SharedCalls.await(throughRelay.read(List.of(read))))
                        .isInstanceOf(RedisUnavailable.class);
                await(throughRelay, read);
                assertThat(relay.connections()).isEqualTo(2);
            } finally {
                throughRelay.close();
            }
        }
    }

    @Test
    @Timeout(60)
    void eachConnectionIsGreetedBeforeAnythingIsAskedOverIt() throws Exception {
        Request read = Request.cmd(Command.GET).arg(prefix);
        Request greetings =
                Request.cmd(Command.LRANGE).arg(prefix + "runs").arg(0).arg(-1);
        List<RedisGreeting> given = List.of(
                run -> Request.cmd(Command.RPUSH).arg(prefix + "runs").arg(run),
                run -> Request.cmd(Command.SET).arg(prefix).arg("value"));
        try (Relay relay = new Relay(uri)) {
            RedisSettings settings = new RedisSettings();
            settings.customize(
                    RedisConfig.DEFAULT_CLIENT_NAME, new RedisOptions().setConnectionString(relay.connectionString()));
            SharedCalls greeting = new SharedCalls(vertx, settings, given, Duration.ofSeconds(1));
            try {
                await(greeting, read);
                await(greeting, read);
                String run = RedisRun.id(redis.call(RedisRun.REQUEST));
                assertThat(redis.call(greetings)).extracting(Response::toString).containsExactly(run);
                relay.silence(); // so that the next is made
                assertThatThrownBy(() -> SharedCalls.await(greeting.read(List.of(read))))
                        .isInstanceOf(RedisUnavailable.class);
                redis.call(Request.cmd(Command.DEL).arg(prefix));
                await(greeting, read);
                assertThat(redis.call(greetings)).extracting(Response::toString).containsExactly(run, run);
            } finally {
                greeting.close();
            }
        }
    }

    @Test
    @Timeout(60)
    void whatIsGivenUpBeforeThereIsAConnectionIsNotSentAnyMore() throws Exception {
        SharedScript increment = SharedScript.of(List.of(), "return redis.call('INCR', KEYS[1])");
        SharedScript.Call call = new SharedScript.Call(List.of(prefix), List.of());
        try (Relay relay = new Relay(uri)) {
            RedisSettings settings = new RedisSettings();
            settings.customize(
                    RedisConfig.DEFAULT_CLIENT_NAME, new RedisOptions().setConnectionString(relay.connectionString()));
            SharedCalls throughRelay = new SharedCalls(vertx, settings, List.of(), Duration.ofSeconds(2));
            try {
                relay.hold();
                assertThatThrownBy(() -> SharedCalls.await(throughRelay.run(increment, call)))
                        .isInstanceOf(RedisUnavailable.class);
                relay.release();
                assertThat(SharedCalls.await(throughRelay.run(increment, call))).hasToString("1");
            } finally {
                throughRelay.close();
            }
        }
    }

    /** Asks until there is an answer. */
    private static void await(SharedCalls calls, Request read) {
        long end = System.nanoTime() + Duration.ofSeconds(25).toNanos();
        while (true) {
            try {
                assertThat(SharedCalls.await(calls.read(List.of(read))).get(0).toString())
                        .isEqualTo("value");
                return;
            } catch (RedisUnavailable e) {
                if (System.nanoTime() >= end) {
                    throw e;
                }
            }
        }
    }

    private ContextInternal loop() {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    /** What so many who ask in one task of a loop are answered. */
    private CompletableFuture<List<Response>> answers(ContextInternal loop, int many) {
        List<Response> answers = new ArrayList<>();
        CompletableFuture<List<Response>> all = new CompletableFuture<>();
        loop.runOnContext(now -> {
            for (int i = 0; i < many; i++) {
                shared.read(List.of(Request.cmd(Command.GET).arg(prefix + i))).whenComplete((answer, failed) -> {
                    if (failed != null) {
                        all.completeExceptionally(failed);
                        return;
                    }
                    answers.add(answer.get(0));
                    if (answers.size() == many) {
                        all.complete(answers);
                    }
                });
            }
        });
        return all;
    }
}
