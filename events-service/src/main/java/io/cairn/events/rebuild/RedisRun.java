package io.cairn.events.rebuild;

import io.cairn.kit.profile.ProfileKeys;
import io.cairn.kit.redis.RedisCalls;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Tells one run of Redis from another, and whether it was emptied. */
@ApplicationScoped
class RedisRun {
    private static final String RUN_ID = "run_id:";

    private final RedisCalls redis;

    RedisRun(RedisCalls redis) {
        this.redis = redis;
    }

    /** New at each start of the server: what it held before may have lost its latest writes. */
    String id() {
        Response info =
                Objects.requireNonNull(redis.call(Request.cmd(Command.INFO).arg("server")));
        return info.toString()
                .lines()
                .filter(line -> line.startsWith(RUN_ID))
                .map(line -> line.substring(RUN_ID.length()).trim())
                .findFirst()
                .orElse("unknown");
    }

    /** Leaves a witness that a flush would remove. */
    String leaveWitness() {
        String witness = UUID.randomUUID().toString();
        redis.call(Request.cmd(Command.SET).arg(ProfileKeys.WITNESS).arg(witness));
        return witness;
    }

    /** The witness of the latest rebuild; empty if Redis was emptied since. */
    Optional<String> witness() {
        return Optional.ofNullable(redis.call(Request.cmd(Command.GET).arg(ProfileKeys.WITNESS)))
                .map(Response::toString);
    }
}
