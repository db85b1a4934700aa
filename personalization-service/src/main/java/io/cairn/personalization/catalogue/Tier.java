package io.cairn.personalization.catalogue;

import io.cairn.personalization.offer.OfferStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rules of one priority, which are looked at together.
 *
 * @param rules by key
 * @param bestFirst what they put up, in the order in which it wins, as far as it was found beforehand: where no rule has a
 *     ranking of its own, the offers' values tell. Only offers that are live. Else null
 */
public record Tier(List<CompiledRule> rules, @Nullable List<PutUp> bestFirst) {
    private static final Comparator<PutUp> BEST_FIRST = Comparator.comparingDouble(
                    (PutUp candidate) -> candidate.offer().offer().value())
            .reversed()
            .thenComparing(candidate -> candidate.offer().key())
            .thenComparing(candidate -> candidate.rule().key());

    /** An offer and the rule that puts it up. */
    public record PutUp(CompiledRule rule, CompiledOffer offer) {}

    static Tier of(List<CompiledRule> rules, Function<CompiledRule, Collection<CompiledOffer>> offers) {
        if (rules.stream().anyMatch(rule -> rule.ranking() != null)) {
            return unordered(rules);
        }
        return new Tier(
                rules,
                rules.stream()
                        .flatMap(rule -> offers.apply(rule).stream().map(offer -> new PutUp(rule, offer)))
                        .filter(candidate -> candidate.offer().offer().status() == OfferStatus.LIVE)
                        .sorted(BEST_FIRST)
                        .toList());
    }

    /** One whose candidates are found when it is looked at. */
    static Tier unordered(List<CompiledRule> rules) {
        return new Tier(rules, null);
    }
}
