package io.cairn.personalization.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledPlacement;
import io.cairn.personalization.catalogue.CompiledRule;
import io.cairn.personalization.catalogue.LiveMap;
import io.cairn.personalization.customer.LoadedCustomer;
import io.cairn.personalization.decision.Decision.PlacementDecision;
import io.cairn.personalization.decision.Decision.Proposition;
import io.cairn.personalization.decision.DecisionRequest.Asked;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a decision was taken from, as the log keeps it: with the profile's bytes, the contacts and the positions, all
 * that it takes to take it again; see {@link Replay}.
 *
 * @param catalogueRevision names the versions of all offers, rules, placements and of the policy that were in use
 * @param contactPolicyVersion 0 while none was saved
 * @param offers the version of each offer that was handed out; of their rules; of the placements asked for
 * @param maps the version of each live map
 * @param mapsPublishedAt when each was published
 * @param totals of the offers that have a total cap
 * @param capsKnown whether contacts and totals were complete
 * @param repeated by placement, what was answered before and stood
 * @param withoutFacts why nothing of the customer was known; null if it was
 * @param salt of the holdouts
 */
@JsonPropertyOrder(alphabetic = true)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Inputs(
        DecisionRequest request,
        long catalogueRevision,
        int contactPolicyVersion,
        SortedMap<String, Integer> offers,
        SortedMap<String, Integer> rules,
        SortedMap<String, Integer> placements,
        SortedMap<String, Integer> maps,
        SortedMap<String, Instant> mapsPublishedAt,
        SortedMap<String, Long> totals,
        boolean capsKnown,
        SortedMap<String, PlacementDecision> repeated,
        @Nullable Reason withoutFacts,
        String salt) {
    Inputs {
        Objects.requireNonNull(request, "request");
        offers = orEmpty(offers); // what is empty is not written
        rules = orEmpty(rules);
        placements = orEmpty(placements);
        maps = orEmpty(maps);
        mapsPublishedAt = orEmpty(mapsPublishedAt);
        totals = orEmpty(totals);
        repeated = orEmpty(repeated);
        Objects.requireNonNull(salt, "salt");
    }

    private static <V> SortedMap<String, V> orEmpty(@Nullable SortedMap<String, V> map) {
        return map == null ? Collections.emptySortedMap() : map;
    }

    static Inputs of(
            Catalogue catalogue,
            DecisionRequest request,
            LoadedCustomer loaded,
            Subject subject,
            Decision decision,
            String salt) {
        List<Proposition> propositions = decision.placements().stream()
                .map(PlacementDecision::propositions)
                .flatMap(List::stream)
                .toList();
        SortedMap<String, Integer> offers = new TreeMap<>();
        SortedMap<String, Integer> rules = new TreeMap<>();
        for (Proposition proposition : propositions) {
            catalogue.offer(proposition.offer()).ifPresent(put(offers, CompiledOffer::key, CompiledOffer::version));
            if (proposition.rule() != null) {
                catalogue.rule(proposition.rule()).ifPresent(put(rules, CompiledRule::key, CompiledRule::version));
            }
        }
        SortedMap<String, Integer> placements = new TreeMap<>();
        for (Asked asked : request.placements()) {
            catalogue
                    .placement(asked.key())
                    .ifPresent(put(placements, CompiledPlacement::key, CompiledPlacement::version));
        }
        SortedMap<String, Integer> maps = new TreeMap<>();
        catalogue.maps().forEach(put(maps, LiveMap::key, LiveMap::version));
        SortedMap<String, Instant> mapsPublishedAt = new TreeMap<>();
        catalogue.maps().forEach(put(mapsPublishedAt, LiveMap::key, LiveMap::publishedAt));
        return new Inputs(
                request,
                catalogue.revision(),
                catalogue.contactPolicyVersion(),
                offers,
                rules,
                placements,
                maps,
                mapsPublishedAt,
                new TreeMap<>(loaded.totals()),
                loaded.capsKnown(),
                new TreeMap<>(new Repeats(catalogue, request).parts(loaded)),
                subject.isKnown() ? null : Reason.REBUILDING,
                salt);
    }

    private static <T, V> Consumer<T> put(Map<String, V> by, Function<T, String> key, Function<T, V> value) {
        return item -> by.put(key.apply(item), value.apply(item));
    }
}
