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
 * grant expires and the placements' keys, joined by commas; a line each follows with the customer and the request, if it is for
 * one customer. The signature is its HMAC-SHA256. Another secret ends all.
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
        StringBuilder payload = new StringBuilder()
                .append(grant.expiresAt().getEpochSecond())
                .append(',')
                .append(String.join(",", grant.placements()));
        if (grant.customerId() != null) {
            payload.append('\n').append(grant.customerId()).append('\n').append(grant.requestId());
        }
        byte[] bytes = payload.toString().getBytes(StandardCharsets.UTF_8);
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
            List<String> lines = List.of(new String(payload, StandardCharsets.UTF_8).split("\n"));
            List<String> parts = List.of(lines.get(0).split(","));
            Instant expiresAt = Instant.ofEpochSecond(Long.parseLong(parts.get(0)));
            return now.isBefore(expiresAt)
                    ? Optional.of(new Grant(
                            parts.subList(1, parts.size()),
                            expiresAt,
                            lines.size() > 1 ? lines.get(1) : null,
                            lines.size() > 1 ? lines.get(2) : null))
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
