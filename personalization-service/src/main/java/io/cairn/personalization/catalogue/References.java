package io.cairn.personalization.catalogue;

import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.map.Stage;
import io.cairn.personalization.rule.Rule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether what items refer to is there, by the catalogue in memory. */
@Singleton
class References {
    /** Within which a published map is live here. */
    private static final Duration PUBLICATION = Duration.ofSeconds(1);

    private final Catalogues catalogues;
    private final LiveMaps maps;

    References(Catalogues catalogues, LiveMaps maps) {
        this.catalogues = catalogues;
        this.maps = maps;
    }

    /** @throws ProblemException 422 naming each key of an offer or placement that does not exist */
    void check(CompiledItem item) {
        List<InputError> faults = new ArrayList<>();
        Catalogue catalogue = catalogues.current();
        if (item instanceof CompiledPlacement compiled && compiled.placement().fallback() != null) {
            String fallback = compiled.placement().fallback();
            if (catalogue.offer(fallback).isEmpty()) {
                faults.add(new InputError("/fallback", "there is no offer '" + fallback + "'"));
            }
        } else if (item instanceof CompiledRule compiled) {
            List<String> offers = compiled.rule().offers();
            for (int i = 0; i < offers.size(); i++) {
                if (catalogue.offer(offers.get(i)).isEmpty()) {
                    faults.add(new InputError("/offers/" + i, "there is no offer '" + offers.get(i) + "'"));
                }
            }
            List<String> placements = compiled.rule().placements();
            for (int i = 0; i < placements.size(); i++) {
                if (catalogue.placement(placements.get(i)).isEmpty()) {
                    faults.add(new InputError("/placements/" + i, "there is no placement '" + placements.get(i) + "'"));
                }
            }
        }
        orThrow(faults);
    }

    /**
     * A stage must be on the live map of its journey, if there is one: a rule may be saved before its journey is
     * published. A stage that was published this moment may still be on its way here, and is waited for.
     *
     * @throws ProblemException 422 naming each stage that is not on the map
     */
    void checkStages(CompiledItem item) {
        if (item instanceof CompiledRule compiled) {
            Rule rule = compiled.rule();
            List<InputError> faults = stageFaults(rule);
            if (!faults.isEmpty()) {
                maps.awaitChange(PUBLICATION, () -> stageFaults(rule).isEmpty());
                faults = stageFaults(rule);
            }
            orThrow(faults);
        }
    }

    /** What an author may not have meant. */
    List<InputError> warnings(CompiledItem item) {
        return Warnings.of(item, catalogues.current());
    }

    /** @throws ProblemException 409 naming what refers to the item */
    void checkUnused(ItemKind kind, String key) {
        Catalogue catalogue = catalogues.current();
        Stream<String> users =
                switch (kind) {
                    case OFFER ->
                        Stream.concat(
                                catalogue.placements().stream()
                                        .filter(placement ->
                                                key.equals(placement.placement().fallback()))
                                        .map(placement -> "placement " + placement.key()),
                                catalogue.rules().stream()
                                        .filter(rule -> rule.rule().offers().contains(key))
                                        .map(rule -> "rule " + rule.key()));
                    case PLACEMENT ->
                        catalogue.rules().stream()
                                .filter(rule -> rule.rule().placements().contains(key))
                                .map(rule -> "rule " + rule.key());
                    case RULE, CONTACT_POLICY -> Stream.empty();
                };
        String named = users.limit(20).collect(Collectors.joining(", "));
        if (!named.isEmpty()) {
            throw ProblemException.conflict(kind + " '" + key + "' is used by " + named);
        }
    }

    private List<InputError> stageFaults(Rule rule) {
        List<InputError> faults = new ArrayList<>();
        if (rule.journey() != null) {
            catalogues.current().map(rule.journey()).ifPresent(live -> {
                Set<String> known = live.map().stages().stream().map(Stage::key).collect(Collectors.toSet());
                for (int i = 0; i < rule.stages().size(); i++) {
                    String stage = rule.stages().get(i);
                    if (!known.contains(stage)) {
                        faults.add(new InputError(
                                "/stages/" + i,
                                "there is no stage '" + stage + "' on the live map of journey '" + live.key() + "'"));
                    }
                }
            });
        }
        return faults;
    }

    private static void orThrow(List<InputError> faults) {
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }
}
