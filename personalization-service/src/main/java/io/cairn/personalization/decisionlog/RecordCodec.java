package io.cairn.personalization.decisionlog;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.wire.StoredTimes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record's bytes while it waits in Redis: lines of compact JSON, which holds no line break, then the profile. */
public final class RecordCodec {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new StoredTimes())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            // another replica may be newer
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Header(
            String decisionId,
            String customerId,
            Instant at,
            @Nullable String requestId,
            String placements,
            List<Contact> reserved,
            List<Contact> shown,
            List<HeldOut> heldOut,
            long profileRevision) {}

    private RecordCodec() {}

    public static byte[] encode(DecisionRecord record) {
        Header header = new Header(
                record.decisionId(),
                record.customerId(),
                record.at(),
                record.requestId(),
                record.placements(),
                record.reserved(),
                record.shown(),
                record.heldOut(),
                record.profileRevision());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            bytes.writeBytes(JSON.writeValueAsBytes(header));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String line : List.of(
                record.answer().json(), record.answer().trace(), record.inputs(), record.state(), record.positions())) {
            bytes.write('\n');
            bytes.writeBytes(line.getBytes(StandardCharsets.UTF_8));
        }
        bytes.write('\n');
        bytes.writeBytes(record.profile());
        return bytes.toByteArray();
    }

    public static DecisionRecord decode(byte[] bytes) {
        Lines lines = new Lines(bytes);
        try {
            Header header = JSON.readValue(lines.next(), Header.class);
            Answer answer = new Answer(lines.next(), lines.next());
            return new DecisionRecord(
                    header.decisionId(),
                    header.customerId(),
                    header.at(),
                    header.requestId(),
                    header.placements(),
                    answer,
                    header.reserved(),
                    header.shown(),
                    header.heldOut(),
                    lines.next(),
                    lines.next(),
                    lines.next(),
                    header.profileRevision(),
                    lines.rest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Lines {
        private final byte[] bytes;
        private int from;

        Lines(byte[] bytes) {
            this.bytes = bytes;
        }

        String next() {
            int end = from;
            while (bytes[end] != '\n') {
                end++;
            }
            String line = new String(bytes, from, end - from, StandardCharsets.UTF_8);
            from = end + 1;
            return line;
        }

        byte[] rest() {
            return Arrays.copyOfRange(bytes, from, bytes.length);
        }
    }
}
