package io.cairn.kit.redis;

import io.quarkus.redis.client.RedisOptionsCustomizer;
import io.quarkus.redis.runtime.client.config.RedisConfig;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What {@code quarkus.redis.*} says of the one Redis, for further clients of it. */
@ApplicationScoped
public class RedisSettings implements RedisOptionsCustomizer {
    private final AtomicInteger made = new AtomicInteger();
    private volatile @Nullable RedisOptions options;

    @Override
    public void customize(String clientName, RedisOptions given) {
        if (clientName.equals(RedisConfig.DEFAULT_CLIENT_NAME)) {
            options = new RedisOptions(given);
        }
    }

    /**
     * A client whose connections are all served by the event loop that this is called on: a client of Vert.x makes them on
     * the loop that made it, and whoever calls it from another hands over to that.
     */
    Redis clientOfThisLoop(Vertx vertx) {
        return client(vertx, "loop-");
    }

    /** A client on some loop, in a context of its own: that of whoever needs it may end before. */
    Redis clientOfItsOwn(Vertx vertx) {
        ContextInternal own = ((VertxInternal) vertx).createEventLoopContext();
        ContextInternal callers = own.beginDispatch();
        try {
            return client(vertx, "again-");
        } finally {
            own.endDispatch(callers);
        }
    }

    private Redis client(Vertx vertx, String pool) {
        RedisOptions own = new RedisOptions(Objects.requireNonNull(options, "Quarkus made no client"));
        return Redis.createClient(vertx, own.setPoolName(pool + made.incrementAndGet()));
    }
}
