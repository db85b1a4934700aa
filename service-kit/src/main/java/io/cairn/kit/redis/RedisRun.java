package io.cairn.kit.redis;

import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells one run of the server from another: what it held before a restart may have lost its latest writes. */
public final class RedisRun {
    /** Its answer is for {@link #id}. */
    public static final Request REQUEST = Request.cmd(Command.INFO).arg("server");

    private static final String RUN_ID = "run_id:";

    private RedisRun() {}

    /** New at each start of the server. */
    public static String id(@Nullable Response info) {
        return Objects.requireNonNull(info)
                .toString()
                .lines()
                .filter(line -> line.startsWith(RUN_ID))
                .map(line -> line.substring(RUN_ID.length()).trim())
                .findFirst()
                .orElse("unknown");
    }
}
