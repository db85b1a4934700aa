package io.cairn.events.imports.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.json.InvalidJsonValue;
import io.cairn.model.json.JsonValues;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Names events that come without a messageId by what they say, whatever the order of their members and the file they are
 * from, so that another import of the same changes nothing. Equal rows of one file are as many events: the second is named
 * as such.
 */
public final class MessageIds {
    private static final int ID_BYTES = 18; // 144 bits

    private final ObjectMapper json;

    /**
     * @param content that names an event
     * @param fingerprint of it, to count equal ones by: 64 bits
     */
    public record Content(String content, long fingerprint) {}

    public MessageIds(ObjectMapper json) {
        this.json = json;
    }

    /** @throws BadRow if the event holds what none may */
    public Content content(ObjectNode event) throws BadRow {
        try {
            byte[] canonical = json.writeValueAsBytes(JsonValues.freeze(event, ""));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical);
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, ID_BYTES));
            return new Content(text, ByteBuffer.wrap(digest).getLong());
        } catch (InvalidJsonValue e) {
            throw new BadRow(e.pointer() + ": " + e.detail());
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param occurrence which of the equal rows of its file it is, from 1 */
    public static String messageId(Content content, long occurrence) {
        return "import-" + content.content() + (occurrence == 1 ? "" : "-" + occurrence);
    }
}
