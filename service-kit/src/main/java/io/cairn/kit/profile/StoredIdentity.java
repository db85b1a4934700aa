package io.cairn.kit.profile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Where an anonymous or external id leads, as Redis keeps it: 8 bytes of revision, big-endian, then the customer's id.
 *
 * @param revision grows with each change of where the id leads, so that an older writer never wins
 */
public record StoredIdentity(String id, long revision, String customerId) {
    byte[] encode() {
        byte[] body = customerId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + body.length)
                .putLong(revision)
                .put(body)
                .array();
    }

    /** The customer that the bytes lead to. */
    static String customerId(byte[] bytes) {
        int start = Math.min(Long.BYTES, bytes.length);
        return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
    }
}
