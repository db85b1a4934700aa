package io.cairn.personalization.performance;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What came of an offer.
 *
 * @param from of the decisions, inclusive; null: from the first
 * @param to of the decisions, exclusive; null: to the last
 * @param byStage by the stage that the customer was on when it was decided, on each journey: who was on two counts twice
 */
@JsonPropertyOrder({"offer", "from", "to", "total", "byRule", "byPlacement", "byStage"})
public record Performance(
        String offer,
        @Schema(nullable = true) @Nullable Instant from,
        @Schema(nullable = true) @Nullable Instant to,
        Figures total,
        List<OfRule> byRule,
        List<OfPlacement> byPlacement,
        List<OfStage> byStage) {
    public Performance {
        byRule = List.copyOf(byRule);
        byPlacement = List.copyOf(byPlacement);
        byStage = List.copyOf(byStage);
    }

    /** @param rule null: shown as a fallback */
    public record OfRule(@Schema(nullable = true) @Nullable String rule, @JsonUnwrapped Figures figures) {}

    public record OfPlacement(String placement, @JsonUnwrapped Figures figures) {}

    public record OfStage(String journey, String stage, @JsonUnwrapped Figures figures) {}
}
