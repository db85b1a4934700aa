package io.cairn.personalization.decision;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.cairn.personalization.customer.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.jspecify.annotations.Nullable;

/**
 * The answer, but for the trace.
 *
 * @param stages where the customer is, by journey
 * @param placements in the order asked
 */
@JsonPropertyOrder({"decisionId", "customerId", "at", "stages", "placements"})
@Schema(
        properties = {
            @SchemaProperty(name = "trace", implementation = Trace.class),
            @SchemaProperty(
                    name = "events",
                    type = SchemaType.OBJECT,
                    description = "the receipt of events-service, where events were handed over")
        })
public record Decision(
        String decisionId,
        String customerId,
        Instant at,
        List<StageNow> stages,
        List<PlacementDecision> placements,
        @JsonIgnore Trace trace) {
    public Decision {
        stages = List.copyOf(stages);
        placements = List.copyOf(placements);
    }

    /** @param since when the stage was first seen to hold */
    @JsonPropertyOrder({"journey", "stage", "since", "mapVersion"})
    public record StageNow(String journey, String stage, Instant since, int mapVersion) {
        static List<StageNow> of(SortedMap<String, Position> positions) {
            return positions.entrySet().stream()
                    .map(on -> new StageNow(
                            on.getKey(),
                            on.getValue().stage(),
                            on.getValue().since(),
                            on.getValue().mapVersion()))
                    .toList();
        }
    }

    /**
     * What to show at a placement.
     *
     * @param send whether there is anything to show or send
     * @param fallback whether it is the placement's fallback
     * @param notBefore where contact is forbidden now, from when it no longer is; null if that is not known
     */
    @JsonPropertyOrder({"key", "send", "fallback", "reason", "notBefore", "propositions"})
    public record PlacementDecision(
            String key,
            boolean send,
            boolean fallback,
            Reason reason,
            @Schema(nullable = true) @Nullable Instant notBefore,
            List<Proposition> propositions) {
        public PlacementDecision {
            propositions = List.copyOf(propositions);
        }

        static PlacementDecision chosen(String key, List<Proposition> propositions) {
            return new PlacementDecision(key, true, false, Reason.CHOSEN, null, propositions);
        }

        static PlacementDecision fallback(String key, Reason reason, Proposition fallback) {
            return new PlacementDecision(key, true, true, reason, null, List.of(fallback));
        }

        static PlacementDecision nothing(String key, Reason reason, @Nullable Instant notBefore) {
            return new PlacementDecision(key, false, false, reason, notBefore, List.of());
        }
    }

    /**
     * An offer handed out.
     *
     * @param rule null for a fallback
     * @param rank from 1
     * @param score what the rule's ranking gave; null if it gave no number
     * @param locale of the content; null if it is for every locale
     */
    @JsonPropertyOrder({"propositionId", "offer", "rule", "rank", "score", "locale", "content"})
    public record Proposition(
            String propositionId,
            String offer,
            @Schema(nullable = true) @Nullable String rule,
            int rank,
            @Schema(nullable = true) @Nullable Double score,
            @Schema(nullable = true) @Nullable String locale,
            Map<String, Object> content) {}
}
