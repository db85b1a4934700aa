package io.cairn.personalization.coverage;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.cairn.model.map.Persona;
import io.cairn.model.map.Stage;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledPlacement;
import io.cairn.personalization.catalogue.CompiledRule;
import io.cairn.personalization.catalogue.LiveMap;
import io.cairn.personalization.offer.Offer;
import io.cairn.personalization.offer.OfferStatus;
import io.cairn.personalization.rule.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a journey's live map and the catalogue leave without an offer, now and from now on. What conditions ask of a customer
 * besides her stage and persona may come true; caps, consent and holdouts come and go: neither makes a gap.
 *
 * @param version of the map
 * @param combinations of a stage, a persona (or none) and a channel that some placement has
 * @param gaps those without any offer, in the map's order
 */
@JsonPropertyOrder({"journey", "version", "combinations", "gaps"})
public record Coverage(String journey, int version, int combinations, List<Gap> gaps) {
    public Coverage {
        gaps = List.copyOf(gaps);
    }

    static Coverage of(LiveMap live, Catalogue catalogue, Instant now) {
        List<@Nullable String> personas = new ArrayList<>();
        live.map().personas().stream().map(Persona::key).forEach(personas::add);
        personas.add(null);
        SortedSet<String> channels = new TreeSet<>();
        catalogue
                .placements()
                .forEach(placement -> channels.add(placement.placement().channel()));
        List<Gap> gaps = new ArrayList<>();
        for (Stage stage : live.map().stages()) {
            for (String persona : personas) {
                Whereabouts here = new Whereabouts(live.key(), stage.key(), persona);
                for (String channel : channels) {
                    missing(here, channel, catalogue, now)
                            .ifPresent(detail -> gaps.add(new Gap(stage.key(), persona, channel, detail)));
                }
            }
        }
        return new Coverage(
                live.key(), live.version(), live.map().stages().size() * personas.size() * channels.size(), gaps);
    }

    /** Empty if an offer could be chosen. */
    private static Optional<String> missing(Whereabouts here, String channel, Catalogue catalogue, Instant now) {
        List<CompiledRule> rules = catalogue.rules().stream()
                .filter(rule -> applies(rule, here, now))
                .filter(rule -> isForChannel(rule, channel, catalogue))
                .toList();
        if (rules.isEmpty()) {
            return Optional.of("no active rule covers it");
        }
        List<CompiledOffer> offers = rules.stream()
                .flatMap(rule -> catalogue.candidates(rule).stream())
                .filter(offer -> mayBeLive(offer.offer(), now) && !here.contradicts(offer.eligibility()))
                .toList();
        if (offers.isEmpty()) {
            return Optional.of("none of the offers is live for it: of the rules " + keys(rules));
        }
        return offers.stream()
                        .anyMatch(offer -> offer.representation(channel, null).isPresent())
                ? Optional.empty()
                : Optional.of("no offer has content for channel " + channel + ": of the rules " + keys(rules));
    }

    private static boolean applies(CompiledRule compiled, Whereabouts here, Instant now) {
        Rule rule = compiled.rule();
        boolean elsewhere = here.journey().equals(rule.journey())
                && !rule.stages().isEmpty()
                && !rule.stages().contains(here.stage());
        boolean over = rule.endAt() != null && !now.isBefore(rule.endAt());
        return rule.active() && !over && !elsewhere && !here.contradicts(compiled.when());
    }

    private static boolean isForChannel(CompiledRule rule, String channel, Catalogue catalogue) {
        return catalogue.placements().stream()
                .map(CompiledPlacement::placement)
                .anyMatch(placement ->
                        placement.channel().equals(channel) && rule.rule().coversPlacement(placement.key()));
    }

    private static boolean mayBeLive(Offer offer, Instant now) {
        return offer.status() == OfferStatus.LIVE && (offer.validTo() == null || now.isBefore(offer.validTo()));
    }

    private static List<String> keys(List<CompiledRule> rules) {
        return rules.stream().map(CompiledRule::key).toList();
    }
}
