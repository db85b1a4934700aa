package io.cairn.kit.redis;

import io.vertx.redis.client.impl.types.ErrorType;
import java.util.regex.Pattern;

/** Redis refused a command: a fault of ours, but for {@code NOSCRIPT}. */
public final class RedisError extends RuntimeException {
    private static final Pattern POSITION = Pattern.compile("^ERR \\[\\d+] ");

    private final boolean scriptUnknown;

    RedisError(ErrorType error) {
        super(error.getMessage(), error);
        this.scriptUnknown = is(error, "NOSCRIPT");
    }

    /** Whether Redis was asked for a script by a hash that it does not know, as after a restart. */
    public boolean isScriptUnknown() {
        return scriptUnknown;
    }

    /** Whether an error is of a kind. In a batch the client puts its position before it: {@code ERR [3] NOSCRIPT …}. */
    static boolean is(ErrorType error, String kind) {
        String message = String.valueOf(error.getMessage());
        return POSITION.matcher(message).replaceFirst("").startsWith(kind);
    }
}
