package io.cairn.kit.redis;

import io.vertx.redis.client.impl.types.ErrorType;

/** Redis refused a command: a fault of ours, but for {@code NOSCRIPT}. */
public final class RedisError extends RuntimeException {
    private final boolean scriptUnknown;

    RedisError(ErrorType error) {
        super(error.getMessage(), error);
        this.scriptUnknown = error.is("NOSCRIPT");
    }

    /** Whether Redis was asked for a script by a hash that it does not know, as after a restart. */
    public boolean isScriptUnknown() {
        return scriptUnknown;
    }
}
