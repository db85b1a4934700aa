package io.cairn.kit.redis;

import io.vertx.redis.client.impl.types.ErrorType;
import java.util.List;
import java.util.regex.Pattern;

/** Redis refused a command: a fault of ours, but for {@code NOSCRIPT}. */
public final class RedisError extends RuntimeException {
    private static final Pattern POSITION = Pattern.compile("^ERR \\[\\d+] ");

    /** A script that ended with an error, and a part of one, of a {@link SharedScript}; both of a Redis before 7. */
    private static final List<String> IN_SCRIPT = List.of("ERR Error running script", "@user_script");

    private final boolean scriptUnknown;

    RedisError(ErrorType error) {
        super(error.getMessage(), error);
        this.scriptUnknown = is(error, "NOSCRIPT");
    }

    /** Whether Redis was asked for a script by a hash that it does not know, as after a restart. */
    public boolean isScriptUnknown() {
        return scriptUnknown;
    }

    /**
     * Whether an error is of a kind. In a batch the client puts its position before it: {@code ERR [3] NOSCRIPT …}; a
     * Redis before 7 puts where in a script it came from: {@code ERR Error running script (…): …: -OOM …}, or just {@code
     * @user_script: …: -OOM …}.
     */
    static boolean is(ErrorType error, String kind) {
        String message = String.valueOf(error.getMessage());
        String plain = POSITION.matcher(message).replaceFirst("");
        return plain.startsWith(kind)
                || (IN_SCRIPT.stream().anyMatch(plain::startsWith) && plain.contains(": -" + kind));
    }
}
