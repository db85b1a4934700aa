package io.cairn.personalization.decisionlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The profile that a decision was taken from. The log keeps each once, however many decisions were taken from it.
 *
 * @param digest of the bytes: names the profile
 * @param bytes changed by nobody; null where it is only named
 */
@SuppressWarnings("ArrayRecordComponent")
public record LoggedProfile(String digest, byte @Nullable [] bytes) {
    private static final int HASH_BYTES = 32;

    public static LoggedProfile of(byte[] bytes) {
        try {
            return named(MessageDigest.getInstance("SHA-256").digest(bytes)).with(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** @param hash of its bytes */
    public static LoggedProfile named(byte[] hash) {
        return new LoggedProfile(Base64.getEncoder().encodeToString(hash), null);
    }

    /** @throws IllegalArgumentException if it is not the digest of anything */
    static LoggedProfile named(String digest) {
        LoggedProfile named = new LoggedProfile(digest, null);
        if (named.hash().length != HASH_BYTES) {
            throw new IllegalArgumentException("no digest: " + digest);
        }
        return named;
    }

    LoggedProfile with(byte[] itsBytes) {
        return new LoggedProfile(digest, itsBytes);
    }

    public byte[] hash() {
        return Base64.getDecoder().decode(digest);
    }
}
