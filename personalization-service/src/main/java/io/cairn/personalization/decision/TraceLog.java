package io.cairn.personalization.decision;

import io.cairn.personalization.decision.Trace.Considered;
import io.cairn.personalization.decision.Trace.Ruled;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the trace while a decision is taken. */
final class TraceLog {
    private final List<Ruled> rules = new ArrayList<>();
    private final List<Considered> candidates = new ArrayList<>();

    void rule(String rule, String placement, Finding why) {
        rules.add(new Ruled(rule, placement, why.reason(), why.condition(), why.missing(), why.detail()));
    }

    /** @param rule null for a fallback */
    void candidate(String offer, @Nullable String rule, String placement, Finding why) {
        candidates.add(
                new Considered(offer, rule, placement, why.reason(), why.condition(), why.missing(), why.detail()));
    }

    Trace trace() {
        return new Trace(rules, candidates, 0);
    }
}
