package io.cairn.kit.redis;

import io.vertx.mutiny.redis.client.Request;

/**
 * What each new connection of {@link SharedCalls} begins with. Nothing is asked over it before that is answered; so whatever
 * a restart of Redis lost can be known to be lost before anybody reads what is left.
 */
@FunctionalInterface
public interface RedisGreeting {
    /** @param run of the server at its other end: see {@link RedisRun} */
    Request greeting(String run);
}
