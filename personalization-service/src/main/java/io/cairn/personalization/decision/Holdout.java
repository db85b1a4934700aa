package io.cairn.personalization.decision;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Who is held out of a rule, so that its effect can be measured: always the same customers, independently for each rule.
 * The first 8 bytes of {@code SHA-256(salt|rule|customerId)} in UTF-8, as an unsigned number over 2^64, are the
 * customer's place in [0, 1); those below the rule's share are held out, so a share that grows keeps whom it held.
 *
 * @param salt another one draws other customers
 */
public record Holdout(String salt) {
    private static final double UNSIGNED_53_BITS = 0x1.0p-53;

    /** @param share 0 (nobody) to 1 (everybody) */
    public boolean holdsOut(String rule, double share, String customerId) {
        return share > 0 && place(rule, customerId) < share;
    }

    /** The customer's place in [0, 1), to 53 bits. */
    double place(String rule, String customerId) {
        byte[] digest = sha256(salt + "|" + rule + "|" + customerId);
        return (ByteBuffer.wrap(digest).getLong() >>> 11) * UNSIGNED_53_BITS;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
