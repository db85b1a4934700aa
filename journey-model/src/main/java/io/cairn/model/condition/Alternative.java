package io.cairn.model.condition;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One way for a condition to hold: what all its terms must be. */
record Alternative(Map<Term, Values> terms) {
    static final Alternative ALWAYS = new Alternative(Map.of());

    static Alternative of(Term term, Values values) {
        return new Alternative(Map.of(term, term.sharpened(values)));
    }

    /** Both at once. */
    Alternative and(Alternative other) {
        Map<Term, Values> both = new LinkedHashMap<>(terms);
        other.terms.forEach((term, values) -> both.merge(term, values, Values::and));
        return new Alternative(both);
    }

    /** A term that has no value left. */
    Optional<Term> contradiction() {
        return terms.keySet().stream()
                .filter(term -> {
                    Values known = known(term);
                    return known != null && known.isEmpty();
                })
                .findFirst();
    }

    /** Whether whoever meets this certainly meets the other, too. */
    boolean implies(Alternative other) {
        return other.terms.entrySet().stream().allMatch(wanted -> {
            Values known = known(wanted.getKey());
            return known != null && known.within(wanted.getValue());
        });
    }

    /** Whether it can be met where terms have these values, by their text; empty: none. */
    boolean allows(Map<String, Optional<String>> known) {
        return terms.entrySet().stream().allMatch(said -> {
            Optional<String> value = known.get(said.getKey().text());
            return value == null
                    || (value.isPresent()
                            && !said.getValue()
                                    .and(new Values.OneOf(Set.of(value.get())))
                                    .isEmpty());
        });
    }

    /** What is known of a term, also from what is said of its event elsewhere; null if it may be missing. */
    @Nullable
    Values known(Term asked) {
        Values known = terms.get(asked);
        switch (asked.kind()) {
            case COUNT -> {
                known = known == null ? Values.atLeast(0) : known.and(Values.atLeast(0));
                for (var each : terms.entrySet()) {
                    known = known.and(countFrom(asked, each.getKey(), each.getValue()));
                }
            }
            case SINCE -> {
                if (known == null && !isSeen(asked)) {
                    return null;
                }
                known = known == null ? new Values.Any() : known;
                for (var each : terms.entrySet()) {
                    known = known.and(sinceFrom(asked, each.getKey(), each.getValue()));
                }
            }
            case OTHER -> {}
        }
        return known;
    }

    private boolean isSeen(Term since) {
        return terms.entrySet().stream()
                .anyMatch(each -> isOf(since, each.getKey())
                        && each.getKey().kind() == Term.Kind.COUNT
                        && each.getValue() instanceof Values.Between count
                        && count.from() >= 1);
    }

    private static Values countFrom(Term asked, Term said, Values values) {
        if (!(values instanceof Values.Between between)) {
            return new Values.Any();
        }
        boolean same = isOf(asked, said);
        boolean part = same || "*".equals(asked.event());
        Values known = new Values.Any();
        if (said.kind() == Term.Kind.COUNT) {
            if (part && said.reach() <= asked.reach()) {
                known = known.and(Values.atLeast(between.from()));
            }
            if ((same || "*".equals(said.event())) && said.reach() >= asked.reach()) {
                known = known.and(Values.atMost(between.to()));
            }
        } else if (said.kind() == Term.Kind.SINCE) {
            if (part && between.to() <= asked.reach()) {
                known = known.and(Values.atLeast(1));
            }
            if (same && between.from() > asked.reachAtMost()) {
                known = known.and(Values.atMost(0));
            }
        }
        return known;
    }

    private static Values sinceFrom(Term asked, Term said, Values values) {
        if (!isOf(asked, said) || said.kind() != Term.Kind.COUNT || !(values instanceof Values.Between count)) {
            return new Values.Any();
        }
        Values known = new Values.Any();
        if (count.from() >= 1 && said.window() != null) {
            known = known.and(Values.atMost(said.reachAtMost()));
        }
        if (count.to() < 1 && said.window() != null) {
            known = known.and(Values.atLeast(said.reach()));
        }
        return known;
    }

    private static boolean isOf(Term one, Term other) {
        return one.event() != null && one.event().equals(other.event());
    }
}
