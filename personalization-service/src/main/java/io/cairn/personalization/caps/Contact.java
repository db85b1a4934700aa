package io.cairn.personalization.caps;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One proposition handed out, as caps count it. The JSON names are short, for each decision reads all of a customer's.
 *
 * @param rule null for a fallback
 * @param tags the offer's when it was handed out
 * @param at when it was decided, to the millisecond
 * @param delivered whether an outcome said that it was seen
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Contact(
        @JsonProperty("p") String propositionId,
        @JsonProperty("o") String offer,
        @JsonProperty("r") @Nullable String rule,
        @JsonProperty("t") List<String> tags,
        @JsonProperty("l") String placement,
        @JsonProperty("c") String channel,
        @JsonProperty("b") boolean outbound,
        @JsonProperty("a") Instant at,
        @JsonProperty("d") boolean delivered) {
    public Contact {
        tags = tags == null ? List.of() : List.copyOf(tags); // an empty list is not written
    }
}
