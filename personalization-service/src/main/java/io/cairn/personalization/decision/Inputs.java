package io.cairn.personalization.decision;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledPlacement;
import io.cairn.personalization.catalogue.CompiledRule;
import io.cairn.personalization.catalogue.LiveMap;
import io.cairn.personalization.customer.LoadedCustomer;
import io.cairn.personalization.decision.Decision.PlacementDecision;
import io.cairn.personalization.decision.Decision.Proposition;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a decision was taken from, as the log keeps it: with the profile's bytes, the contacts and the positions, enough
 * to take it again.
 *
 * @param locale of the request
 * @param count of each placement asked for
 * @param catalogueRevision which versions of everything were current
 * @param offers the version of each offer that was handed out; so are rules, placements and maps
 * @param totals of the offers that have a total cap
 * @param capsKnown whether contacts and totals were complete
 * @param salt of the holdouts
 */
@JsonPropertyOrder(alphabetic = true)
record Inputs(
        Map<String, Object> context,
        @Nullable String locale,
        SortedMap<String, Integer> count,
        long catalogueRevision,
        int contactPolicyVersion,
        SortedMap<String, Integer> offers,
        SortedMap<String, Integer> rules,
        SortedMap<String, Integer> placements,
        SortedMap<String, Integer> maps,
        SortedMap<String, Long> totals,
        boolean capsKnown,
        List<String> repeated,
        String salt) {
    static Inputs of(
            Catalogue catalogue,
            DecisionRequest request,
            LoadedCustomer loaded,
            List<String> repeated,
            Decision decision,
            String salt) {
        List<Proposition> propositions = decision.placements().stream()
                .map(PlacementDecision::propositions)
                .flatMap(List::stream)
                .toList();
        SortedMap<String, Integer> count = new TreeMap<>();
        request.placements().forEach(asked -> count.put(asked.key(), asked.count()));
        SortedMap<String, Integer> offers = new TreeMap<>();
        SortedMap<String, Integer> rules = new TreeMap<>();
        for (Proposition proposition : propositions) {
            catalogue.offer(proposition.offer()).ifPresent(put(offers, CompiledOffer::key, CompiledOffer::version));
            if (proposition.rule() != null) {
                catalogue.rule(proposition.rule()).ifPresent(put(rules, CompiledRule::key, CompiledRule::version));
            }
        }
        SortedMap<String, Integer> placements = new TreeMap<>();
        for (String key : count.keySet()) {
            catalogue.placement(key).ifPresent(put(placements, CompiledPlacement::key, CompiledPlacement::version));
        }
        SortedMap<String, Integer> maps = new TreeMap<>();
        catalogue.maps().forEach(put(maps, LiveMap::key, LiveMap::version));
        return new Inputs(
                request.context(),
                request.locale(),
                count,
                catalogue.revision(),
                catalogue.contactPolicyVersion(),
                offers,
                rules,
                placements,
                maps,
                new TreeMap<>(loaded.totals()),
                loaded.capsKnown(),
                repeated,
                salt);
    }

    private static <T> java.util.function.Consumer<T> put(
            Map<String, Integer> versions, Function<T, String> key, Function<T, Integer> version) {
        return item -> versions.put(key.apply(item), version.apply(item));
    }
}
