package io.cairn.personalization.customer;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.redis.RedisScript;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Says whether Redis has all that caps count. Each life of a Redis is an epoch; what was handed out in it is counted as
 * it happens, and what was in earlier ones is added once, from the log, by whoever then marks the epoch complete.
 */
@ApplicationScoped
public class CapsMarker {
    private static final RedisScript EPOCH = RedisScript.of(
            """
            redis.call('SET', KEYS[1], ARGV[1], 'NX')
            return redis.call('GET', KEYS[1])
            """);

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

    public boolean isComplete() {
        return redis.call(Request.cmd(Command.GET).arg(CustomerKeys.COMPLETE)) != null;
    }

    /** The epoch of this Redis; a new one if it has none. */
    public String epoch() {
        String fresh = UUID.randomUUID().toString();
        return Objects.requireNonNull(redis.run(EPOCH, List.of(CustomerKeys.EPOCH), List.of(fresh)))
                .toString();
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
