package io.cairn.personalization.whynot;

import io.cairn.model.condition.Condition;
import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.Conjunction;
import io.cairn.model.condition.Facts;
import io.cairn.model.condition.InvalidCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a condition that {@code &&} joins at its top, each a condition of its own. Where the text cannot be taken
 * apart for certain, the whole is its only part.
 */
final class Conjuncts {
    private final Condition whole;
    private final List<Condition> parts;
    private final Conditions conditions;

    private Conjuncts(Condition whole, List<Condition> parts, Conditions conditions) {
        this.whole = whole;
        this.parts = parts;
        this.conditions = conditions;
    }

    static Conjuncts of(Condition whole, Conditions conditions) {
        List<Condition> parts = new ArrayList<>();
        try {
            for (String part : Conjunction.parts(whole.source())) {
                parts.add(conditions.compile(part, ConditionKind.TARGETING));
            }
        } catch (InvalidCondition e) {
            parts = List.of(whole);
        }
        return new Conjuncts(whole, parts, conditions);
    }

    /** The first that does not hold; empty if each does. */
    Optional<Condition> failing(Facts facts) {
        return parts.stream().filter(part -> !part.test(facts).holds()).findFirst();
    }

    /** What is left without one part, or without the whole; null if nothing is. */
    @Nullable
    Condition without(Condition part) {
        List<String> left = parts.stream()
                .map(Condition::source)
                .filter(source -> !source.equals(part.source()))
                .toList();
        if (left.isEmpty() || part.source().equals(whole.source())) {
            return null;
        }
        try {
            // on lines of their own: a part may end in a comment
            return conditions.compile(String.join("\n&& ", left), ConditionKind.TARGETING);
        } catch (InvalidCondition e) {
            return null; // just longer than a condition may be
        }
    }
}
