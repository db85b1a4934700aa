package io.cairn.personalization.decisionlog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.cairn.personalization.caps.Contact;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.Recording.Sticky;
import io.cairn.personalization.wire.StoredJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record's bytes while it waits in Redis: lines of compact JSON, which holds no line break, then the state. The profile is only
 * named. Records of earlier builds end with the profile's bytes, and of some the state is JSON, the last line but one.
 */
public final class RecordCodec {
    private static final ObjectMapper JSON = StoredJson.mapper();

    private record Header(
            String decisionId,
            String customerId,
            Instant at,
            @Nullable String requestId,
            String placements,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> sticky,
            List<Contact> reserved,
            List<Contact> shown,
            List<HeldOut> heldOut,
            long profileRevision,
            @Nullable String profile,
            @Nullable Integer stateBytes) {}

    private static final ObjectWriter WRITER = JSON.writerFor(Header.class);
    private static final ObjectReader READER = JSON.readerFor(Header.class);

    private RecordCodec() {}

    public static byte[] encode(DecisionRecord record) {
        Header header = new Header(
                record.decisionId(),
                record.customerId(),
                record.at(),
                record.requestId(),
                record.placements(),
                record.sticky().isEmpty()
                        ? null
                        : record.sticky().stream().map(Sticky::toString).toList(),
                record.reserved(),
                record.shown(),
                record.heldOut(),
                record.profileRevision(),
                record.profile().digest(),
                record.state().length);
        try {
            return joined(
                    List.of(
                            WRITER.writeValueAsBytes(header),
                            utf8(record.answer().json()),
                            utf8(record.answer().trace()),
                            utf8(record.inputs()),
                            utf8(record.positions())),
                    record.state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] joined(List<byte[]> lines, byte[] state) {
        int size = state.length;
        for (byte[] line : lines) {
            size += line.length + 1;
        }
        byte[] bytes = new byte[size];
        int next = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, bytes, next, line.length);
            next += line.length;
            bytes[next++] = '\n';
        }
        System.arraycopy(state, 0, bytes, next, state.length);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** @param from where it begins; it ends with the bytes */
    public static DecisionRecord decode(byte[] bytes, int from) {
        Lines lines = new Lines(bytes, from);
        try {
            Header header = READER.readValue(lines.next());
            Answer answer = new Answer(lines.next(), lines.next());
            String inputs = lines.next();
            byte[] earlierState = header.stateBytes() == null ? utf8(lines.next()) : new byte[0];
            String positions = lines.next();
            byte[] state = header.stateBytes() == null ? earlierState : lines.bytes(header.stateBytes());
            return new DecisionRecord(
                    header.decisionId(),
                    header.customerId(),
                    header.at(),
                    header.requestId(),
                    header.placements(),
                    header.sticky() == null
                            ? List.of()
                            : header.sticky().stream().map(Sticky::parse).toList(),
                    answer,
                    header.reserved(),
                    header.shown(),
                    header.heldOut(),
                    inputs,
                    state,
                    positions,
                    header.profileRevision(),
                    header.profile() == null ? LoggedProfile.of(lines.rest()) : LoggedProfile.named(header.profile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Lines {
        private final byte[] bytes;
        private int from;

        Lines(byte[] bytes, int from) {
            this.bytes = bytes;
            this.from = from;
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

        byte[] bytes(int length) {
            byte[] some =
                    Arrays.copyOfRange(bytes, Objects.checkFromIndexSize(from, length, bytes.length), from + length);
            from += length;
            return some;
        }

        byte[] rest() {
            return bytes(bytes.length - from);
        }
    }
}
