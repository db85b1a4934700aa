package io.cairn.personalization.customer;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.redis.RedisGreeting;
import io.cairn.kit.redis.RedisRun;
import io.cairn.kit.redis.RedisScript;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says whether Redis has all that caps count. Each life of a Redis is an epoch: it ends when its data are lost, or may
 * be, for the server was restarted. What was handed out in it is counted as it happens, and what was in earlier ones is
 * added once, from the log, by whoever then marks the epoch complete.
 */
@ApplicationScoped
public class CapsMarker implements RedisGreeting {
    private static final RedisScript EPOCH = RedisScript.of(
            """
            -- KEYS: epoch, complete, totals, run; ARGV: a new epoch, the server's run
            if redis.call('GET', KEYS[4]) ~= ARGV[2] then
              redis.call('SET', KEYS[1], ARGV[1])
              redis.call('SET', KEYS[4], ARGV[2])
              redis.call('DEL', KEYS[2], KEYS[3])
            end
            -- where all is as it was nothing is written: a Redis that is full still tells what it knows
            if redis.call('EXISTS', KEYS[1]) == 0 then redis.call('SET', KEYS[1], ARGV[1]) end
            return redis.call('GET', KEYS[1])
            """);

    private static final List<String> EPOCH_KEYS =
            List.of(CustomerKeys.EPOCH, CustomerKeys.COMPLETE, CustomerKeys.TOTALS, CustomerKeys.RUN);

    private static final RedisScript COMPLETE = RedisScript.of(
            """
            -- KEYS: epoch, complete, totals; ARGV: the epoch counted for, then offer and count by turns
            if redis.call('GET', KEYS[1]) ~= ARGV[1] or redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
            for i = 2, #ARGV, 2 do redis.call('HINCRBY', KEYS[3], ARGV[i], ARGV[i + 1]) end
            redis.call('SET', KEYS[2], ARGV[1])
            return 1
            """);

    private final RedisCalls redis;

    CapsMarker(RedisCalls redis) {
        this.redis = redis;
    }

    /** Whether all is there, and has been since this server started. */
    public boolean isComplete() {
        List<@Nullable Response> answers = redis.batch(List.of(
                Request.cmd(Command.GET).arg(CustomerKeys.COMPLETE),
                Request.cmd(Command.GET).arg(CustomerKeys.RUN),
                RedisRun.REQUEST));
        Response run = answers.get(1);
        return answers.get(0) != null && run != null && run.toString().equals(RedisRun.id(answers.get(2)));
    }

    /** The epoch of this Redis; a new one, of which nothing is known, if it lost its data or was restarted. */
    public String epoch() {
        String run = RedisRun.id(redis.call(RedisRun.REQUEST));
        return Objects.requireNonNull(redis.run(EPOCH, EPOCH_KEYS, List.of(newEpoch(), run)))
                .toString();
    }

    /** Decisions know of a restart at once: not only when somebody next looks whether all is there. */
    @Override
    public Request greeting(String run) {
        return RedisCalls.request(Command.EVAL, EPOCH.source(), EPOCH_KEYS, List.of(newEpoch(), run));
    }

    private static String newEpoch() {
        return UUID.randomUUID().toString();
    }

    /**
     * Adds the totals of earlier epochs and marks this one complete, at once.
     *
     * @return false if Redis lost its data again, or another has done it
     */
    public boolean complete(String epoch, Map<String, Long> earlierTotals) {
        List<String> arguments = new ArrayList<>(List.of(epoch));
        earlierTotals.forEach((offer, count) -> {
            arguments.add(offer);
            arguments.add(count.toString());
        });
        return Objects.requireNonNull(redis.run(
                                COMPLETE,
                                List.of(CustomerKeys.EPOCH, CustomerKeys.COMPLETE, CustomerKeys.TOTALS),
                                arguments))
                        .toInteger()
                == 1;
    }
}
