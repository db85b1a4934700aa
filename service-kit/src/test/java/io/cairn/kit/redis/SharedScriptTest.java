package io.cairn.kit.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.kit.redis.SharedScript.Call;
import io.cairn.kit.test.CairnStores;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = CairnStores.class, scope = TestResourceScope.GLOBAL)
class SharedScriptTest {
    private static final SharedScript ECHO =
            SharedScript.of(List.of(), "return {KEYS[1], KEYS[#KEYS], ARGV[1], #KEYS, #ARGV}");
    private static final SharedScript ADD = SharedScript.of(List.of(), "return redis.call('INCRBY', KEYS[1], ARGV[1])");

    @Inject
    RedisCalls redis;

    @Inject
    SharedCalls shared;

    @Inject
    Vertx vertx;

    private final String prefix = "test:" + UUID.randomUUID() + ":";

    @BeforeEach
    void forgetScripts() {
        redis.call(Request.cmd(Command.SCRIPT).arg("FLUSH"));
    }

    @Test
    void eachHasItsOwnKeysAndArguments() {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 3 * SharedScript.MOST + 1; i++) {
            List<String> keys = new ArrayList<>(List.of("first" + i));
            keys.addAll(Collections.nCopies(i % 3, "last" + i));
            calls.add(new Call(keys, i % 2 == 0 ? List.of("ä" + i) : List.of(bytes("ä" + i), new byte[0])));
        }
        List<Response> answers = redis.run(ECHO, calls);
        assertThat(answers).hasSameSizeAs(calls);
        for (int i = 0; i < calls.size(); i++) {
            Response answer = answers.get(i);
            assertThat(answer.get(0).toString()).isEqualTo("first" + i);
            assertThat(answer.get(1).toString()).isEqualTo((i % 3 == 0 ? "first" : "last") + i);
            assertThat(answer.get(2).toString(StandardCharsets.UTF_8)).isEqualTo("ä" + i);
            assertThat(answer.get(3).toInteger()).isEqualTo(1 + i % 3);
            assertThat(answer.get(4).toInteger()).isEqualTo(1 + i % 2);
        }
        assertThat(redis.run(ECHO, List.of())).isEmpty();
    }

    @Test
    void whatIsCommonIsNamedOnce() {
        List<String> common = List.of(prefix + "sum", prefix + "count");
        SharedScript count = SharedScript.of(
                common,
                """
                redis.call('SET', KEYS[1], ARGV[1])
                return {redis.call('INCRBY', COMMON[1], ARGV[1]), redis.call('INCR', COMMON[2]), #KEYS}""");
        List<Call> calls = List.of(add(0, "5"), add(1, "7"), add(2, "1"));
        assertThat(redis.run(count, calls))
                .extracting(Response::toString)
                .containsExactly("[5, 1, 1]", "[12, 2, 1]", "[13, 3, 1]");
        assertThat(List.of(value(0), value(1), value(2))).containsExactly("5", "7", "1");
        assertThat(count.request(Command.EVALSHA, calls).getDelegate().toString())
                .containsOnlyOnce(common.get(0));
    }

    @Test
    void whatAllAskForIsReadOnceUntilOneChangesIt() {
        SharedScript keep = SharedScript.of(
                List.of(),
                """
                local before = value(KEYS[1])
                if before == '' then
                  redis.call('SET', KEYS[1], ARGV[1])
                  values[KEYS[1]] = ARGV[1]
                end
                redis.call('SET', KEYS[2], ARGV[1])
                return {before, value(KEYS[1]), value(KEYS[2])}""");
        List<String> both = List.of(prefix + "first", prefix + "last");
        List<Response> answers = redis.run(
                keep,
                List.of(new Call(both, List.of("a")), new Call(both, List.of("b")), new Call(both, List.of("c"))));
        assertThat(answers).extracting(Response::toString).containsExactly("[, a, a]", "[a, a, a]", "[a, a, a]");
        assertThat(redis.run(keep, List.of(new Call(both, List.of("d")))))
                .extracting(Response::toString)
                .containsExactly("[a, a, d]");
    }

    @Test
    void whatOneFailsWithIsItsOwnMatter() {
        redis.call(Request.cmd(Command.RPUSH).arg(prefix + 1).arg("no number"));
        List<Call> calls = List.of(add(0, "5"), add(1, "5"), add(2, "no number"), add(3, "7"));

        List<CompletionStage<Response>> under = new ArrayList<>();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        vertx.getOrCreateContext()
                .runOnContext(
                        now -> { // what one task asks goes together
                            calls.forEach(call -> under.add(shared.run(ADD, call)));
                            asked.complete(null);
                        });
        asked.join();
        assertThat(SharedCalls.await(under.get(0)).toInteger()).isEqualTo(5);
        assertThatThrownBy(() -> SharedCalls.await(under.get(1)))
                .isInstanceOf(RedisError.class)
                .hasMessageContaining("WRONGTYPE");
        assertThatThrownBy(() -> SharedCalls.await(under.get(2)))
                .isInstanceOf(RedisError.class)
                .hasMessageContaining("not an integer");
        assertThat(SharedCalls.await(under.get(3)).toInteger()).isEqualTo(7);

        assertThatThrownBy(() -> redis.run(ADD, calls))
                .isInstanceOf(RedisError.class)
                .hasMessageContaining("WRONGTYPE");
        assertThat(value(0)).isEqualTo("10");
        assertThat(value(3)).isEqualTo("14");
    }

    /** Redis 6 and 7 say it differently. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "OOM command not allowed",
                "@user_script: 3: -OOM command not allowed",
                "READONLY You can't write",
                "@user_script: 3: -MISCONF Redis is configured to"
            })
    void whatRedisCannotDoNowIsNoFaultOfOurs(String error) {
        for (String raised : List.of("ARGV[1]", "{err = ARGV[1]}")) {
            SharedScript failing = SharedScript.of(List.of(), "error(" + raised + ", 0)");
            Call call = new Call(List.of(), List.of(error));
            assertThatThrownBy(() -> redis.run(failing, List.of(call))).isInstanceOf(RedisUnavailable.class);
            assertThatThrownBy(() -> SharedCalls.await(shared.run(failing, call)))
                    .isInstanceOf(RedisUnavailable.class);
        }
    }

    @Test
    void aFullRedisCannotDoItNow() {
        redis.call(Request.cmd(Command.CONFIG).arg("SET").arg("maxmemory").arg("1"));
        try {
            assertThatThrownBy(() -> redis.run(ADD, List.of(add(0, "1")))).isInstanceOf(RedisUnavailable.class);
            assertThatThrownBy(() -> SharedCalls.await(shared.run(ADD, add(0, "1"))))
                    .isInstanceOf(RedisUnavailable.class);
        } finally {
            redis.call(Request.cmd(Command.CONFIG).arg("SET").arg("maxmemory").arg("0"));
        }
    }

    private Call add(int key, String by) {
        return new Call(List.of(prefix + key), List.of(by));
    }

    private String value(int key) {
        return Objects.requireNonNull(redis.call(Request.cmd(Command.GET).arg(prefix + key)))
                .toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
