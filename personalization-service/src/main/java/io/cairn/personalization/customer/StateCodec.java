package io.cairn.personalization.customer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.personalization.wire.StoredJson;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A customer's state as it is stored: as few bytes as may be, as every decision reads one and writes two. */
public final class StateCodec {
    private static final ObjectMapper JSON = StoredJson.mapper();

    private StateCodec() {}

    public static byte[] encode(CustomerState state) {
        return encode(state, EncodedState.NONE);
    }

    /** The same, and sooner where a state begins with the contacts of one that was read, and kept. */
    static byte[] encode(CustomerState state, EncodedState before) {
        return StateWriter.write(state, before);
    }

    /** @throws IllegalArgumentException as {@link #read} */
    public static CustomerState decode(byte[] bytes) {
        return read(bytes).state();
    }

    /**
     * Reads JSON, too, which earlier states are.
     *
     * @param bytes changed by nobody
     * @throws IllegalArgumentException if it is none
     */
    static EncodedState read(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == '{'
                ? new EncodedState(fromJson(new String(bytes, StandardCharsets.UTF_8)), bytes, null)
                : StateReader.read(bytes);
    }

    /** As JSON, which the log keeps of positions. */
    public static String toJson(CustomerState state) {
        try {
            return JSON.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if it is none */
    public static CustomerState fromJson(String json) {
        try {
            return Objects.requireNonNull(JSON.readValue(json, CustomerState.class));
        } catch (JsonProcessingException | NullPointerException e) {
            throw new IllegalArgumentException("not a customer's state", e);
        }
    }
}
