package io.cairn.personalization.position;

import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.redis.RedisRun;
import io.cairn.personalization.customer.CustomerKeys;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names the life of Redis: another one after its data were lost, or its server was restarted and may have lost some. */
@ApplicationScoped
class RedisLife {
    private final RedisCalls redis;

    RedisLife(RedisCalls redis) {
        this.redis = redis;
    }

    /** RedisUnavailable. */
    String name() {
        List<@Nullable Response> answers = redis.batch(List.of(
                Request.cmd(Command.SET)
                        .arg(CustomerKeys.POSITIONS)
                        .arg(UUID.randomUUID().toString())
                        .arg("NX"),
                Request.cmd(Command.GET).arg(CustomerKeys.POSITIONS),
                RedisRun.REQUEST));
        return Objects.requireNonNull(answers.get(1)) + " " + RedisRun.id(answers.get(2));
    }
}
