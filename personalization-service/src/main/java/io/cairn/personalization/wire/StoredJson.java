package io.cairn.personalization.wire;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * What is stored, as JSON: not by the mapper of the wire, as it must not change when the wire does. Fields that are not known
 * are passed over, as another replica may be newer.
 */
public final class StoredJson {
    private StoredJson() {}

    public static JsonMapper mapper() {
        return builder().build();
    }

    /** Of the same, for more settings. */
    public static JsonMapper.Builder builder() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new StoredTimes())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
