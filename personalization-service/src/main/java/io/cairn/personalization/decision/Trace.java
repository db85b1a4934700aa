package io.cairn.personalization.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why each chosen offer won and each other candidate lost.
 *
 * @param rules those that cover an asked placement but did not apply
 * @param candidates in the order in which they were ruled out or ranked; where some are omitted, the chosen go first
 * @param omitted how many more candidates there were; only in what is kept of a decision that nobody asked to explain
 */
@JsonPropertyOrder({"rules", "candidates", "omitted"})
public record Trace(
        List<Ruled> rules, List<Considered> candidates, @JsonInclude(JsonInclude.Include.NON_DEFAULT) int omitted) {
    static final Trace NONE = new Trace(List.of(), List.of(), 0);

    public Trace {
        rules = List.copyOf(rules);
        candidates = List.copyOf(candidates);
    }

    /**
     * @param condition that did not hold
     * @param missing what it asked for and nobody knew
     * @param detail which cap, which field
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonPropertyOrder({"rule", "placement", "reason", "condition", "missing", "detail"})
    public record Ruled(
            String rule,
            String placement,
            Reason reason,
            @Nullable String condition,
            List<String> missing,
            @Nullable String detail) {}

    /**
     * @param rule null for a fallback
     * @param condition that did not hold
     * @param missing what it asked for and nobody knew
     * @param detail which cap, which field
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonPropertyOrder({"offer", "rule", "placement", "reason", "condition", "missing", "detail"})
    public record Considered(
            String offer,
            @Nullable String rule,
            String placement,
            Reason reason,
            @Nullable String condition,
            List<String> missing,
            @Nullable String detail) {}

    /** The same with at most so many candidates: those chosen, then the first of the others. */
    Trace limited(int most) {
        int more = candidates.size() - most;
        if (more <= 0) {
            return this;
        }
        List<Considered> chosenFirst = new ArrayList<>(candidates);
        chosenFirst.sort(Comparator.comparing(candidate -> candidate.reason() != Reason.CHOSEN));
        return new Trace(rules, chosenFirst.subList(0, most), omitted + more);
    }
}
