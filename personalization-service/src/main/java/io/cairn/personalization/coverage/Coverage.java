package io.cairn.personalization.coverage;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.cairn.model.condition.Claims;
import io.cairn.model.condition.Condition;
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
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
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
        live.map().personas().stream()
                .filter(persona -> persona.criteria() != null) // else she is only drawn, and nobody is taken for her
                .map(Persona::key)
                .forEach(personas::add);
        personas.add(null);
        SortedSet<String> channels = new TreeSet<>();
        catalogue
                .placements()
                .forEach(placement -> channels.add(placement.placement().channel()));
        Reader reader = new Reader(catalogue, now);
        List<Gap> gaps = new ArrayList<>();
        for (Stage stage : live.map().stages()) {
            for (String persona : personas) {
                Whereabouts here = new Whereabouts(live.key(), stage.key(), persona);
                for (String channel : channels) {
                    reader.missing(here, channel)
                            .ifPresent(detail -> gaps.add(new Gap(stage.key(), persona, channel, detail)));
                }
            }
        }
        return new Coverage(
                live.key(), live.version(), live.map().stages().size() * personas.size() * channels.size(), gaps);
    }

    /** Reads the catalogue; what a condition says of stage and persona once. */
    private static final class Reader {
        private final Catalogue catalogue;
        private final Instant now;
        private final IdentityHashMap<Condition, Claims> claims = new IdentityHashMap<>();

        Reader(Catalogue catalogue, Instant now) {
            this.catalogue = catalogue;
            this.now = now;
        }

        /** Empty if an offer could be chosen. */
        Optional<String> missing(Whereabouts here, String channel) {
            List<CompiledRule> rules = catalogue.rules().stream()
                    .filter(rule -> applies(rule, here) && isForChannel(rule, channel))
                    .toList();
            if (rules.isEmpty()) {
                return Optional.of("no active rule covers it");
            }
            List<CompiledOffer> offers = rules.stream()
                    .flatMap(rule -> catalogue.candidates(rule).stream()
                            .filter(offer -> mayBeLive(rule.rule(), offer.offer()))
                            .filter(offer -> mayHold(offer.eligibility(), here)))
                    .toList();
            if (offers.isEmpty()) {
                return Optional.of("none of the offers is live for it: of the rules " + keys(rules));
            }
            return offers.stream().anyMatch(offer -> offer.representation(channel, null)
                            .isPresent())
                    ? Optional.empty()
                    : Optional.of("no offer has content for channel " + channel + ": of the rules " + keys(rules));
        }

        private boolean applies(CompiledRule compiled, Whereabouts here) {
            Rule rule = compiled.rule();
            boolean elsewhere = here.journey().equals(rule.journey())
                    && !rule.stages().isEmpty()
                    && !rule.stages().contains(here.stage());
            boolean over = rule.endAt() != null && !now.isBefore(rule.endAt());
            return rule.active() && !over && !elsewhere && mayHold(compiled.when(), here);
        }

        private boolean mayHold(@Nullable Condition condition, Whereabouts here) {
            return condition == null || !here.contradicts(claims.computeIfAbsent(condition, Condition::claims));
        }

        private boolean isForChannel(CompiledRule rule, String channel) {
            return catalogue.placements().stream()
                    .map(CompiledPlacement::placement)
                    .anyMatch(placement ->
                            placement.channel().equals(channel) && rule.rule().coversPlacement(placement.key()));
        }

        /** Whether there is a moment, from now on, of the offer's and of the rule's. */
        private boolean mayBeLive(Rule rule, Offer offer) {
            Instant from = Stream.of(rule.startAt(), offer.validFrom())
                    .filter(Objects::nonNull)
                    .reduce(now, (one, other) -> one.isAfter(other) ? one : other);
            return offer.status() == OfferStatus.LIVE
                    && Stream.of(rule.endAt(), offer.validTo()).allMatch(end -> end == null || from.isBefore(end));
        }
    }

    private static List<String> keys(List<CompiledRule> rules) {
        return rules.stream().map(CompiledRule::key).toList();
    }
}
