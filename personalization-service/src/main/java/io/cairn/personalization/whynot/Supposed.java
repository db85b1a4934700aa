package io.cairn.personalization.whynot;

import io.cairn.model.condition.Condition;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.profile.Consents;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.CompiledContactPolicy;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledPlacement;
import io.cairn.personalization.catalogue.CompiledRepresentation;
import io.cairn.personalization.catalogue.CompiledRule;
import io.cairn.personalization.contact.Cap;
import io.cairn.personalization.decision.CustomerFacts;
import io.cairn.personalization.decision.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What would be so if some things did not stand in the way of one offer, of one rule, at one placement. The decision is
 * then taken by the same {@link io.cairn.personalization.decision.Decider} as any other: nothing here knows its rules.
 *
 * @param when what is left of the rule's
 * @param eligibility what is left of the offer's
 * @param waived what does not stand in the way
 * @param freed caps that have room; these very ones, for another of equal limit is another cap
 * @param priority of the rule
 */
record Supposed(
        Situation situation,
        CompiledOffer offer,
        CompiledRule rule,
        CompiledPlacement placement,
        @Nullable Condition when,
        @Nullable Condition eligibility,
        Set<Waiver> waived,
        Set<Cap> freed,
        int priority) {
    /** Which of the two conditions an offer must pass. */
    enum Part {
        WHEN,
        ELIGIBILITY
    }

    /** Everything as it is. */
    static Supposed of(Situation situation, CompiledOffer offer, CompiledRule rule, CompiledPlacement placement) {
        return new Supposed(
                situation,
                offer,
                rule,
                placement,
                rule.when(),
                offer.eligibility(),
                EnumSet.noneOf(Waiver.class),
                Collections.newSetFromMap(new IdentityHashMap<>()),
                rule.rule().priority());
    }

    Supposed waiving(Waiver waiver) {
        Set<Waiver> more = EnumSet.of(waiver);
        more.addAll(waived);
        return new Supposed(situation, offer, rule, placement, when, eligibility, more, freed, priority);
    }

    Supposed freeing(Cap cap) {
        Set<Cap> more = Collections.newSetFromMap(new IdentityHashMap<>());
        more.addAll(freed);
        more.add(cap);
        return new Supposed(situation, offer, rule, placement, when, eligibility, waived, more, priority);
    }

    @Nullable
    Condition condition(Part part) {
        return part == Part.WHEN ? when : eligibility;
    }

    Supposed with(Part part, @Nullable Condition left) {
        return new Supposed(
                situation,
                offer,
                rule,
                placement,
                part == Part.WHEN ? left : when,
                part == Part.ELIGIBILITY ? left : eligibility,
                waived,
                freed,
                priority);
    }

    Supposed withPriority(int other) {
        return new Supposed(situation, offer, rule, placement, when, eligibility, waived, freed, other);
    }

    /** Of offers and rules this one alone. */
    Situation alone() {
        return situation(List.of(supposedOffer()), List.of(supposedRule()));
    }

    /** Among all others. */
    Situation amongAll() {
        return situation(
                replaced(situation.catalogue().offers(), CompiledOffer::key, supposedOffer()),
                replaced(situation.catalogue().rules(), CompiledRule::key, supposedRule()));
    }

    private Situation situation(Collection<CompiledOffer> offers, Collection<CompiledRule> rules) {
        Catalogue base = situation.catalogue();
        CompiledContactPolicy policy = new CompiledContactPolicy(
                Variants.policy(
                        base.contactPolicy(),
                        waived,
                        freed,
                        placement.placement().channel()),
                base.contactPolicyVersion());
        CompiledPlacement supposed =
                new CompiledPlacement(Variants.placement(placement.placement(), freed), placement.version());
        Catalogue catalogue = Catalogue.of(
                base.revision(),
                offers,
                replaced(base.placements(), CompiledPlacement::key, supposed),
                rules,
                policy,
                base.maps(),
                base.cartEvents());
        return Situation.of(catalogue, customer(), situation.request(), situation.moment());
    }

    private CompiledOffer supposedOffer() {
        List<CompiledRepresentation> representations = new ArrayList<>(offer.representations());
        String channel = placement.placement().channel();
        if (waived.contains(Waiver.CONTENT)) {
            representations.removeIf(
                    existing -> existing.representation().channel().equals(channel));
        }
        if (waived.contains(Waiver.CONTENT) || waived.contains(Waiver.REPRESENTATION)) {
            representations.add(Variants.emptyContent(channel));
        }
        return new CompiledOffer(
                Variants.offer(offer.offer(), waived, freed), offer.version(), eligibility, representations);
    }

    private CompiledRule supposedRule() {
        boolean first = waived.contains(Waiver.OTHERS_OF_THE_RULE);
        return new CompiledRule(
                Variants.rule(rule.rule(), offer.key(), waived, priority),
                rule.version(),
                when,
                first ? new BestRanking() : rule.ranking());
    }

    private CustomerFacts customer() {
        CustomerFacts facts = situation.customer();
        return new CustomerFacts(
                facts.customerId(),
                waived.contains(Waiver.CONSENT) ? consenting(facts.profile()) : facts.profile(),
                facts.positions(),
                facts.contacts(),
                facts.capsKnown() || waived.contains(Waiver.LOST_COUNTERS),
                facts.totals(),
                facts.repeated());
    }

    /** She says so now: an event like any other; at the end of all times one that goes after those of ids as they are used. */
    private CustomerProfile consenting(CustomerProfile profile) {
        Set<String> asked = Stream.of(
                        placement.placement().channel(), placement.placement().purpose())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, Object> given = new HashMap<>();
        asked.forEach(name -> given.put("consent." + name, true));
        profile.traits()
                .forEach((trait, said) -> { // all that she said of it, or what she objected to would still stand
                    if (Consents.isOfOne(trait) && asked.contains(Consents.of(trait))) {
                        given.put(trait, true);
                    } else if (Consents.isOfAll(trait)) {
                        given.put(trait, consenting(said, asked));
                    }
                });
        Instant latest = profile.updatedAt().filter(situation.now()::isBefore).orElse(situation.now());
        Instant next = latest.plusMillis(1);
        return profile.with(List.of(new LoggedEvent(
                "~why-not",
                EventType.IDENTIFY,
                null,
                profile.customerId(),
                null,
                next.isAfter(LoggedEvent.LATEST) ? LoggedEvent.LATEST : next,
                Map.of(),
                given)));
    }

    private static Map<Object, Object> consenting(Object said, Set<String> asked) {
        Map<Object, Object> each = new HashMap<>(said instanceof Map<?, ?> object ? object : Map.of());
        each.replaceAll((name, given) -> asked.contains(Consents.name((String) name)) ? (Object) true : given);
        return each;
    }

    private static <T> List<T> replaced(Collection<T> all, Function<T, String> key, T by) {
        List<T> others = new ArrayList<>(all);
        others.removeIf(each -> key.apply(each).equals(key.apply(by)));
        others.add(by);
        return others;
    }
}
