package io.cairn.personalization.catalogue;

import io.cairn.personalization.contact.CapScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The rules that cover one placement, found by the stages that a customer is on. Never changes once it is built. */
final class PlacementIndex {
    private static final Comparator<CompiledRule> HIGHEST_FIRST = Comparator.comparing(
                    (CompiledRule rule) -> rule.rule().priority())
            .reversed()
            .thenComparing(CompiledRule::key);

    /** Whoever is on none; a stage's key is never empty. */
    private static final String NO_STAGE = "";

    /**
     * How many rules, and offers of theirs, a combination of stages may have to be put in order beforehand; with more, offers are
     * put in order when they are looked at. Nothing but the catalogue tells which way a decision goes, as its trace differs. All
     * combinations that are kept have no more together.
     */
    static final int MOST_IN_ORDER = 20_000;

    private final List<CompiledRule> all = new ArrayList<>();
    private final List<CompiledRule> everywhere = new ArrayList<>();
    private final Map<String, OfJourney> journeys = new HashMap<>();
    private final Function<CompiledRule, Collection<CompiledOffer>> offers;
    private final List<String> limitedOffers;
    private final Map<List<String>, InOrder> kept = new ConcurrentHashMap<>();
    /** Of all that are kept, the rules and their offers. Guarded by this. */
    private int sizeOfKept;

    /** @param size of the rules and their offers */
    private record InOrder(List<Tier> tiers, int size) {}

    /** The rules of one journey. */
    private record OfJourney(List<CompiledRule> anyStage, Map<String, List<CompiledRule>> byStage) {}

    /**
     * @param rules of the catalogue, by key
     * @param offers what a rule, or the placement's fallback, may put up
     */
    PlacementIndex(
            CompiledPlacement placement,
            Collection<CompiledRule> rules,
            Function<CompiledRule, Collection<CompiledOffer>> offers,
            Optional<CompiledOffer> fallback) {
        this.offers = offers;
        SortedSet<String> limited = new TreeSet<>();
        fallback.ifPresent(offer -> addLimited(offer, limited));
        for (CompiledRule rule : rules) {
            if (rule.rule().coversPlacement(placement.key())) {
                all.add(rule);
                addByStage(rule);
                offers.apply(rule).forEach(offer -> addLimited(offer, limited));
            }
        }
        limitedOffers = List.copyOf(limited);
    }

    private static void addLimited(CompiledOffer offer, SortedSet<String> limited) {
        if (isLimited(offer)) {
            limited.add(offer.key());
        }
    }

    /** Whether it has a cap over all customers. */
    static boolean isLimited(CompiledOffer offer) {
        return offer.offer().caps().stream().anyMatch(cap -> cap.scope() == CapScope.TOTAL);
    }

    private void addByStage(CompiledRule rule) {
        String journey = rule.rule().journey();
        if (!rule.rule().active()) {
            return;
        }
        if (journey == null) {
            everywhere.add(rule);
            return;
        }
        OfJourney of = journeys.computeIfAbsent(journey, key -> new OfJourney(new ArrayList<>(), new HashMap<>()));
        if (rule.rule().stages().isEmpty()) {
            of.anyStage().add(rule);
        }
        for (String stage : rule.rule().stages()) {
            of.byStage().computeIfAbsent(stage, key -> new ArrayList<>()).add(rule);
        }
    }

    /** Active or not, by key. */
    List<CompiledRule> all() {
        return all;
    }

    /** By key, the offers that have a cap over all customers. */
    List<String> limitedOffers() {
        return limitedOffers;
    }

    /** The active ones for whoever is on these stages, the highest first. */
    List<Tier> of(Function<String, Optional<String>> stageOfJourney) {
        List<String> stages = new ArrayList<>(journeys.size());
        journeys.keySet()
                .forEach(journey -> stages.add(stageOfJourney.apply(journey).orElse(NO_STAGE)));
        InOrder known = kept.get(stages);
        if (known != null) {
            return known.tiers();
        }
        List<CompiledRule> rules = rulesOf(stages);
        int size = 1
                + rules.stream().mapToInt(rule -> 1 + offers.apply(rule).size()).sum();
        if (size > MOST_IN_ORDER) {
            return tiers(rules, Tier::unordered);
        }
        List<Tier> tiers = tiers(rules, together -> Tier.of(together, offers));
        keep(stages, new InOrder(tiers, size));
        return tiers;
    }

    /** In place of as many others as it takes, whichever they are. */
    private synchronized void keep(List<String> stages, InOrder one) {
        if (kept.containsKey(stages)) {
            return; // another was quicker
        }
        Iterator<InOrder> others = kept.values().iterator();
        while (sizeOfKept + one.size() > MOST_IN_ORDER && others.hasNext()) {
            sizeOfKept -= others.next().size();
            others.remove();
        }
        kept.put(stages, one);
        sizeOfKept += one.size();
    }

    /** @param stages of the journeys, in their order */
    private List<CompiledRule> rulesOf(List<String> stages) {
        List<CompiledRule> found = new ArrayList<>(everywhere);
        Iterator<String> next = stages.iterator();
        for (OfJourney rules : journeys.values()) {
            String stage = next.next();
            if (!stage.equals(NO_STAGE)) {
                found.addAll(rules.anyStage());
                found.addAll(rules.byStage().getOrDefault(stage, List.of()));
            }
        }
        found.sort(HIGHEST_FIRST);
        return found;
    }

    private static List<Tier> tiers(List<CompiledRule> highestFirst, Function<List<CompiledRule>, Tier> tier) {
        List<Tier> tiers = new ArrayList<>();
        for (int from = 0, to = 1; to <= highestFirst.size(); to++) {
            if (to == highestFirst.size() || !isOfOnePriority(highestFirst.get(from), highestFirst.get(to))) {
                tiers.add(tier.apply(List.copyOf(highestFirst.subList(from, to))));
                from = to;
            }
        }
        return List.copyOf(tiers);
    }

    private static boolean isOfOnePriority(CompiledRule one, CompiledRule other) {
        return one.rule().priority().equals(other.rule().priority());
    }
}
