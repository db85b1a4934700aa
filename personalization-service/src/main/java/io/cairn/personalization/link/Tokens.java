package io.cairn.personalization.link;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Grants as tokens for URLs: {@code PAYLOAD.SIGNATURE}, both base64url. The payload is the seconds since 1970 at which the
 * grant expires and the placements' keys, joined by commas; the signature is its HMAC-SHA256. Another secret ends all.
 */
public final class Tokens {
    /** Shorter secrets can be guessed. */
    public static final int MIN_SECRET_BYTES = 32;

    private static final String HMAC = "HmacSHA256";
    private static final int MAX_LENGTH = 4_096;

    private final SecretKeySpec secret;

    /** @throws IllegalArgumentException if the secret has fewer than {@value #MIN_SECRET_BYTES} bytes */
    public Tokens(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "cairn.signed-urls.secret must have at least " + MIN_SECRET_BYTES + " bytes, not " + bytes.length);
        }
        this.secret = new SecretKeySpec(bytes, HMAC);
    }

    public String of(Grant grant) {
        String payload = grant.expiresAt().getEpochSecond() + "," + String.join(",", grant.placements());
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return encode(bytes) + "." + encode(signature(bytes));
    }

    /** What a token allows; empty if it was not made with this secret, or has expired. */
    public Optional<Grant> read(String token, Instant now) {
        int dot = token.indexOf('.');
        if (dot < 0 || token.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] payload = Base64.getUrlDecoder().decode(token.substring(0, dot));
            byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
            if (!MessageDigest.isEqual(signature, signature(payload))) {
                return Optional.empty();
            }
            List<String> parts = List.of(new String(payload, StandardCharsets.UTF_8).split(","));
            Instant expiresAt = Instant.ofEpochSecond(Long.parseLong(parts.get(0)));
            return now.isBefore(expiresAt)
                    ? Optional.of(new Grant(parts.subList(1, parts.size()), expiresAt))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64url
        }
    }

    private byte[] signature(byte[] payload) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            return mac.doFinal(payload);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
