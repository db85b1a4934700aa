package io.cairn.personalization.whynot;

import io.cairn.model.condition.Conditions;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledPlacement;
import io.cairn.personalization.catalogue.CompiledRule;
import io.cairn.personalization.decision.Decider;
import io.cairn.personalization.decision.Decision;
import io.cairn.personalization.decision.Decision.Proposition;
import io.cairn.personalization.decision.Situation;
import io.cairn.personalization.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds edits that make an offer win, of which none can be left out. It asks the {@link Decider} what it has against the
 * offer, supposes that away, and asks again, until the offer wins: so whatever the edits are, with all of them the offer
 * does win. First for each rule that could bring the offer, as though there were no other; then among all, until no rule
 * is left that could need fewer.
 */
final class WhyNotSearch {
    /** A guard: two conditions, every cap and each waiver once are fewer. */
    private static final int MOST_EDITS = 500;

    /** Looked at among all others: of more, those that need the fewest edits where there is no other. */
    private static final int MOST_RULES = 50;

    private static final Comparator<Plan> FEWEST = Comparator.comparingInt(
                    (Plan plan) -> plan.edits().size())
            .thenComparing(Plan::priority, Comparator.reverseOrder())
            .thenComparing(plan -> plan.asItIs().rule().key());

    private final Decider decider;
    private final Mending mending;
    private final Situation situation;
    private final CompiledOffer offer;
    private final CompiledPlacement placement;

    /** @param edits none if the offer wins already */
    record Plan(Supposed asItIs, List<Edit> edits) {
        Plan {
            edits = List.copyOf(edits);
        }

        Plan with(Edit edit) {
            List<Edit> more = new ArrayList<>(edits);
            more.add(edit);
            return new Plan(asItIs, more);
        }

        Supposed supposed() {
            return Edit.all(asItIs, edits);
        }

        private int priority() {
            return asItIs.rule().rule().priority();
        }
    }

    /** @param situation of a request for this one placement */
    WhyNotSearch(
            Decider decider,
            Conditions conditions,
            Situation situation,
            CompiledOffer offer,
            CompiledPlacement placement) {
        this.decider = decider;
        this.mending = new Mending(conditions);
        this.situation = situation;
        this.offer = offer;
        this.placement = placement;
    }

    WhyNot search() {
        if (wins(situation)) {
            return new WhyNot(offer.key(), true, List.of());
        }
        return new WhyNot(
                offer.key(), false, plan().edits().stream().map(Edit::change).toList());
    }

    /** What makes the offer win that does not. */
    Plan plan() {
        List<Plan> alone = rules().stream()
                .map(this::mended)
                .map(plan -> withoutTheNeedless(plan, Supposed::alone))
                .sorted(FEWEST)
                .limit(MOST_RULES)
                .toList();
        Plan fewest = null;
        for (Plan plan : alone) {
            if (fewest != null && plan.edits().size() >= fewest.edits().size()) {
                break; // others in the way only add to its edits
            }
            Plan amongAll = withoutTheNeedless(ranked(plan), Supposed::amongAll);
            if (fewest == null || amongAll.edits().size() < fewest.edits().size()) {
                fewest = amongAll;
            }
        }
        return Objects.requireNonNull(fewest, "there is always a rule, if only a new one");
    }

    /** Those that name the offer; if none does, those of the placement; if there is none either, a new one. */
    private Collection<CompiledRule> rules() {
        Catalogue catalogue = situation.catalogue();
        List<CompiledRule> naming =
                catalogue.rules().stream().filter(this::names).toList();
        if (!naming.isEmpty()) {
            return naming;
        }
        List<CompiledRule> here = catalogue.rules().stream()
                .filter(rule -> rule.rule().coversPlacement(placement.key()))
                .toList();
        return here.isEmpty() ? List.of(newRule()) : here;
    }

    private boolean names(CompiledRule rule) {
        return rule.rule().offers().contains(offer.key())
                || rule.rule().tags().stream().anyMatch(offer.offer().tags()::contains);
    }

    private CompiledRule newRule() {
        Rule rule = new Rule(
                "new",
                "A new rule",
                null,
                List.of(),
                List.of(placement.key()),
                null,
                null,
                null,
                List.of(),
                List.of(),
                0,
                null,
                null,
                null,
                true);
        return new CompiledRule(rule, 1, null, null);
    }

    /** With what the offer wins by this rule where there is no other. */
    private Plan mended(CompiledRule rule) {
        Plan plan = new Plan(Supposed.of(situation, offer, rule, placement), List.of());
        if (!names(rule)) {
            String how = situation.catalogue().rule(rule.key()).isPresent()
                    ? "it could be one of the offers of rule '" + rule.key() + "'"
                    : "and none is for placement " + placement.key();
            plan = plan.with(Edit.waiving(
                    Change.of(ChangeKind.RULE, "no rule names offer '" + offer.key() + "': " + how),
                    Waiver.RULE_NAMES_OFFER));
        }
        if (!rule.rule().coversPlacement(placement.key())) {
            plan = plan.with(Edit.waiving(
                    Change.of(
                            ChangeKind.PLACEMENT,
                            "rule '" + rule.key() + "' is for "
                                    + String.join(", ", rule.rule().placements()) + ", not for " + placement.key()),
                    Waiver.RULE_PLACEMENTS));
        }
        while (plan.edits().size() < MOST_EDITS) {
            Supposed supposed = plan.supposed();
            Situation alone = supposed.alone();
            Decision decision = decide(alone);
            if (Objection.winning(decision, offer.key()).isPresent()) {
                return plan;
            }
            Objection objection = Objection.of(decision, offer.key(), rule.key())
                    .orElseThrow(() -> new IllegalStateException("nothing is said of " + offer.key()));
            plan = plan.with(mending.edit(objection, supposed, alone, decision));
        }
        throw new IllegalStateException("no end of objections to " + offer.key());
    }

    /** With what it wins among all others, too. */
    private Plan ranked(Plan alone) {
        Plan plan = alone;
        for (int edits = 0; edits < MOST_EDITS; edits++) {
            Supposed supposed = plan.supposed();
            Decision decision = decide(supposed.amongAll());
            if (Objection.winning(decision, offer.key()).isPresent()) {
                return plan;
            }
            plan = plan.with(new Rivals(situation.catalogue(), offer, supposed, decision, score(supposed)).edit());
        }
        throw new IllegalStateException("no end of rivals of " + offer.key());
    }

    private Optional<Double> score(Supposed supposed) {
        return Objection.winning(decide(supposed.alone()), offer.key()).map(Proposition::score);
    }

    /** One edit may do what another was to do: who consents to email also meets a condition that asks for that. */
    private Plan withoutTheNeedless(Plan plan, Function<Supposed, Situation> where) {
        Plan needed = plan;
        boolean isLess = true;
        while (isLess) {
            isLess = false;
            for (Edit edit : needed.edits()) {
                List<Edit> others = new ArrayList<>(needed.edits());
                others.remove(edit);
                Plan less = new Plan(plan.asItIs(), others);
                if (wins(where.apply(less.supposed()))) {
                    needed = less;
                    isLess = true;
                }
            }
        }
        return needed;
    }

    private boolean wins(Situation in) {
        return Objection.winning(decide(in), offer.key()).isPresent();
    }

    private Decision decide(Situation in) {
        return decider.decide(in.catalogue(), in.customer(), in.request(), in.moment())
                .decision();
    }
}
