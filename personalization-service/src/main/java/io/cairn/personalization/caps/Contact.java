package io.cairn.personalization.caps;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.cairn.personalization.contact.Outcome;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One proposition handed out, as caps count it. The JSON names are short: what a decision handed out is in its record.
 *
 * @param rule null for a fallback
 * @param tags the offer's when it was handed out
 * @param at when it was decided, to the millisecond
 * @param outcomes what became of it, each with the earliest time at which it is said to have happened
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
        @JsonProperty("e") Map<Outcome, Instant> outcomes) {
    public Contact {
        tags = tags == null ? List.of() : List.copyOf(tags); // an empty list is not written
        outcomes = outcomes == null || outcomes.isEmpty()
                ? Map.of()
                : Collections.unmodifiableMap(new TreeMap<>(outcomes));
    }

    /** Whether an outcome says that it reached her. */
    public boolean isSeen() {
        return outcomes.keySet().stream().anyMatch(Outcome::isSeen);
    }

    /** Whether no cap counts it: it failed, and nothing says that it reached her all the same. */
    public boolean isReleased() {
        return outcomes.containsKey(Outcome.FAILED) && !isSeen();
    }

    /** The same with one more outcome; of two of a kind the earlier stays, so that their order does not matter. */
    public Contact with(Outcome outcome, Instant when) {
        Map<Outcome, Instant> all = new TreeMap<>(outcomes);
        all.merge(outcome, when, (one, other) -> one.isBefore(other) ? one : other);
        return new Contact(propositionId, offer, rule, tags, placement, channel, outbound, at, all);
    }

    /** The same without what became of it after this time. */
    public Contact asOf(Instant time) {
        Map<Outcome, Instant> until = new TreeMap<>(outcomes);
        until.values().removeIf(when -> when.isAfter(time));
        return new Contact(propositionId, offer, rule, tags, placement, channel, outbound, at, until);
    }

    /** The same with what another copy of it knows besides. */
    public Contact with(Contact copy) {
        Contact both = this;
        for (Map.Entry<Outcome, Instant> outcome : copy.outcomes().entrySet()) {
            both = both.with(outcome.getKey(), outcome.getValue());
        }
        return both;
    }
}
