package io.cairn.events.imports.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.json.InvalidJsonValue;
import io.cairn.model.json.JsonValues;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;

/**
 * Names events that come without a messageId by what they say, whatever the order of their members and the file they are
 * from, so that another import of the same changes nothing. Equal rows of one file are as many events: the second is named
 * as such. An identify without a time is of the day on which its import began, else a customer's traits could not go back to what they
 * were: what was said again later would be there already.
 */
public final class MessageIds {
    private static final int ID_BYTES = 18; // 144 bits

    private static final String DAY = "day";

    private final ObjectMapper json;
    private final String day;

    /**
     * @param content that names an event
     * @param fingerprint of it, to count equal ones by: 64 bits
     */
    public record Content(String content, long fingerprint) {}

    /** @param day of identifies that say no time */
    public MessageIds(ObjectMapper json, LocalDate day) {
        this.json = json;
        this.day = day.toString();
    }

    /** @throws BadRow if the event holds what none may */
    public Content content(ObjectNode event) throws BadRow {
        try {
            boolean isOfTheDay = event.path("type").asText().equals("identify") && !event.has("timestamp");
            ObjectNode named = isOfTheDay ? event.deepCopy().put(DAY, day) : event;
            byte[] canonical = json.writeValueAsBytes(JsonValues.freeze(named, ""));
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
