package io.cairn.personalization.catalogue;

import io.cairn.personalization.offer.OfferStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rules of one priority, which are looked at together. */
public final class Tier {
    private static final Comparator<PutUp> BEST_FIRST = Comparator.comparingDouble(
                    (PutUp candidate) -> candidate.offer().offer().value())
            .reversed()
            .thenComparing(candidate -> candidate.offer().key())
            .thenComparing(candidate -> candidate.rule().key());

    private final List<CompiledRule> rules;
    private final @Nullable Function<CompiledRule, Collection<CompiledOffer>> offers;

    /** Put in order when it is first asked for, by whoever asks: for many decisions an earlier tier is enough. */
    private volatile @Nullable List<PutUp> inOrder;

    /** An offer and the rule that puts it up. */
    public record PutUp(CompiledRule rule, CompiledOffer offer) {}

    /** @param offers null if they are to be found when the tier is looked at */
    private Tier(List<CompiledRule> rules, @Nullable Function<CompiledRule, Collection<CompiledOffer>> offers) {
        this.rules = List.copyOf(rules);
        this.offers = offers;
    }

    static Tier of(List<CompiledRule> rules, Function<CompiledRule, Collection<CompiledOffer>> offers) {
        return rules.stream().anyMatch(rule -> rule.ranking() != null) ? unordered(rules) : new Tier(rules, offers);
    }

    /** One whose candidates are found when it is looked at. */
    static Tier unordered(List<CompiledRule> rules) {
        return new Tier(rules, null);
    }

    /** By key. */
    public List<CompiledRule> rules() {
        return rules;
    }

    /**
     * What they put up, in the order in which it wins, as far as the catalogue alone tells: where no rule has a ranking of its own,
     * the offers' values do. Only offers that are live. Else null.
     */
    public @Nullable List<PutUp> bestFirst() {
        if (offers == null) {
            return null;
        }
        List<PutUp> known = inOrder;
        if (known == null) {
            known = inOrder(offers);
            inOrder = known;
        }
        return known;
    }

    private List<PutUp> inOrder(Function<CompiledRule, Collection<CompiledOffer>> of) {
        return rules.stream()
                .flatMap(rule -> of.apply(rule).stream().map(offer -> new PutUp(rule, offer)))
                .filter(candidate -> candidate.offer().offer().status() == OfferStatus.LIVE)
                .sorted(BEST_FIRST)
                .toList();
    }
}
