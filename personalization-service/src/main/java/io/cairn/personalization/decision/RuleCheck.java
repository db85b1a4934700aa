package io.cairn.personalization.decision;

import io.cairn.model.condition.Facts;
import io.cairn.model.condition.Verdict;
import io.cairn.personalization.catalogue.CompiledRule;
import io.cairn.personalization.rule.Rule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a rule applies to the customer now; the same at every placement, so it is determined once. */
final class RuleCheck {
    private final Situation situation;
    private final Map<String, Optional<Finding>> known = new HashMap<>();

    RuleCheck(Situation situation) {
        this.situation = situation;
    }

    /** Why the rule does not apply; empty if it does. */
    Optional<Finding> objection(CompiledRule rule) {
        return known.computeIfAbsent(rule.key(), key -> determine(rule));
    }

    private Optional<Finding> determine(CompiledRule compiled) {
        Rule rule = compiled.rule();
        if (!rule.active()) {
            return Optional.of(Finding.of(Reason.RULE_INACTIVE));
        }
        if (!rule.isActive(situation.now())) {
            return Optional.of(Finding.of(Reason.RULE_NOT_SCHEDULED));
        }
        if (!isInStage(rule)) {
            return Optional.of(Finding.of(Reason.RULE_NOT_IN_STAGE, withoutMap(rule)));
        }
        if (compiled.when() == null) {
            return Optional.empty();
        }
        Verdict verdict = compiled.when().test(situation.facts());
        return verdict.holds()
                ? Optional.empty()
                : Optional.of(Finding.failed(Reason.RULE_CONDITION, compiled.when(), verdict));
    }

    /** Says that the rule's journey has no live map; null if it has one. */
    private @Nullable String withoutMap(Rule rule) {
        String journey = String.valueOf(rule.journey());
        return situation.catalogue().map(journey).isPresent()
                ? null
                : "there is no live map of journey '" + journey + "'";
    }

    /** A rule of a journey without stages is for whoever is on any stage of it. */
    private boolean isInStage(Rule rule) {
        if (rule.journey() == null) {
            return true;
        }
        Facts.Position position = situation.journeys().position(rule.journey());
        return position != null && (rule.stages().isEmpty() || rule.stages().contains(position.stage()));
    }
}
