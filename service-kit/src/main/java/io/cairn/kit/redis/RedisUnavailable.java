package io.cairn.kit.redis;

/** Redis did not answer in time, cannot be reached, or is still loading. */
public final class RedisUnavailable extends RuntimeException {
    public RedisUnavailable(Throwable cause) {
        super(cause.toString(), cause);
    }
}
