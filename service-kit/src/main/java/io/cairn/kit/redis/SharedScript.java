package io.cairn.kit.redis;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Lua script that one command runs for several, one after the other, each with keys and arguments of its own: most of what
 * a short script costs Redis is to begin and to end it. What one of them fails with is its own matter. The keys of all of them
 * must be on one Redis.
 */
public final class SharedScript {
    /** Nobody else is served meanwhile: so about a millisecond's worth, of decisions or of profiles. */
    static final int MOST = 32;

    private static final String RUN_EACH =
            """
            local COMMON, values = KEYS, {}
            -- what a key holds, or '': asked once for all, so one who writes it writes it here, too
            local function value(key)
              if not values[key] then values[key] = redis.call('GET', key) or '' end
              return values[key]
            end
            local function run(KEYS, ARGV)
            %s
            end
            -- KEYS: those that are common, then those of each
            -- ARGV: n, of each of n how many keys and arguments are its own, then the arguments of each
            local answers, key, argument = {}, %d, 1 + 2 * ARGV[1]
            for i = 1, ARGV[1] do
              local keys, arguments = {}, {}
              for j = 1, ARGV[2 * i] do keys[j] = KEYS[key + j] end
              for j = 1, ARGV[2 * i + 1] do arguments[j] = ARGV[argument + j] end
              key, argument = key + #keys, argument + #arguments
              local done, answer = pcall(run, keys, arguments)
              if not done and type(answer) == 'table' then answer = answer.err end
              answers[2 * i - 1], answers[2 * i] = done and 1 or 0, answer
            end
            return answers
            """;

    private final RedisScript script;
    private final List<String> common;

    private SharedScript(RedisScript script, List<String> common) {
        this.script = script;
        this.common = common;
    }

    /**
     * @param common the keys that are the same for all, which the script finds in COMMON
     * @param body as of a script that runs once: it finds its own in KEYS and ARGV, and returns its answer, never nil. That is
     *     better a word than a table: each table costs Redis 6.2 a write to the socket. What a key holds that all of them ask
     *     for, {@code value(key)} says; one who changes it sets {@code values[key]}
     */
    public static SharedScript of(List<String> common, String body) {
        return new SharedScript(RedisScript.of(RUN_EACH.formatted(body, common.size())), List.copyOf(common));
    }

    /**
     * The keys and arguments of one.
     *
     * @param arguments String or byte[]
     */
    public record Call(List<String> keys, List<?> arguments) {}

    /** One command for some. */
    Request request(Command command, List<Call> calls) {
        List<String> keys = new ArrayList<>(common);
        List<Object> arguments = new ArrayList<>();
        arguments.add(calls.size());
        for (Call call : calls) {
            keys.addAll(call.keys());
            arguments.add(call.keys().size());
            arguments.add(call.arguments().size());
        }
        calls.forEach(call -> arguments.addAll(call.arguments()));
        boolean isByHash = command.equals(Command.EVALSHA);
        return RedisCalls.request(command, isByHash ? script.sha1() : script.source(), keys, arguments);
    }

    /** What one came to. RedisError, or RedisUnavailable, if it failed. */
    static Response answer(@Nullable Response answers, int index) {
        Response all = Objects.requireNonNull(answers);
        Response answer = all.get(2 * index + 1);
        if (all.get(2 * index).toInteger() == 0) {
            throw RedisCalls.translated(ErrorType.create(answer.toString()));
        }
        return answer;
    }
}
