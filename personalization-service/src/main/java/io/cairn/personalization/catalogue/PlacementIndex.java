package io.cairn.personalization.catalogue;

import io.cairn.personalization.contact.CapScope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The rules that cover one placement, found by the stages that a customer is on. Immutable once it is built. */
final class PlacementIndex {
    private static final Comparator<CompiledRule> HIGHEST_FIRST = Comparator.comparing(
                    (CompiledRule rule) -> rule.rule().priority())
            .reversed()
            .thenComparing(CompiledRule::key);

    private final List<CompiledRule> all = new ArrayList<>();
    private final List<CompiledRule> everywhere = new ArrayList<>();
    private final Map<String, OfJourney> journeys = new HashMap<>();
    private final List<String> limitedOffers;

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
        if (offer.offer().caps().stream().anyMatch(cap -> cap.scope() == CapScope.TOTAL)) {
            limited.add(offer.key());
        }
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

    /** The active ones for whoever is on these stages: highest priority first, then by key. */
    List<CompiledRule> of(Function<String, Optional<String>> stageOfJourney) {
        List<CompiledRule> found = new ArrayList<>(everywhere);
        journeys.forEach((journey, rules) -> stageOfJourney.apply(journey).ifPresent(stage -> {
            found.addAll(rules.anyStage());
            found.addAll(rules.byStage().getOrDefault(stage, List.of()));
        }));
        found.sort(HIGHEST_FIRST);
        return found;
    }
}
