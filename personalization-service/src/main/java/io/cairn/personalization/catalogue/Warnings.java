package io.cairn.personalization.catalogue;

import io.cairn.kit.problem.Problem.InputError;
import io.cairn.model.condition.Condition;
import io.cairn.model.condition.JourneyReference;
import io.cairn.model.condition.JourneyReference.Part;
import io.cairn.model.json.JsonPointers;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Persona;
import io.cairn.model.map.Stage;
import io.cairn.personalization.contact.ChannelPolicy;
import io.cairn.personalization.contact.Consent;
import io.cairn.personalization.contact.ContactPolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the author of an item may not have meant: names that may be yet to come, or misspelt. By the catalogue in memory. */
final class Warnings {
    private final Catalogue catalogue;
    private final Set<InputError> found = new LinkedHashSet<>();

    private Warnings(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Those of an item, by what there is beside it. */
    static List<InputError> of(CompiledItem item, Catalogue catalogue) {
        Warnings warnings = new Warnings(catalogue);
        if (item instanceof CompiledRule compiled) {
            warnings.journey(compiled.rule().journey());
            warnings.condition("/when", compiled.when());
            warnings.condition("/ranking", compiled.ranking());
        } else if (item instanceof CompiledOffer compiled) {
            warnings.condition("/eligibility", compiled.eligibility());
        } else if (item instanceof CompiledContactPolicy compiled) {
            warnings.policy(compiled.policy());
        }
        return List.copyOf(warnings.found);
    }

    private void journey(@Nullable String journey) {
        if (journey != null && catalogue.map(journey).isEmpty()) {
            found.add(new InputError(
                    "/journey",
                    "journey '" + journey + "' has no live map: until one is published, nobody is on a stage of it, "
                            + "and the rule has no effect"));
        }
    }

    private void condition(String pointer, @Nullable Condition condition) {
        for (JourneyReference asked : condition == null ? List.<JourneyReference>of() : condition.journeys()) {
            catalogue.map(asked.journey()).ifPresentOrElse(live -> part(pointer, asked, live.map()), () -> {
                if (asked.key() == null) {
                    found.add(new InputError(
                            pointer,
                            "journey '" + asked.journey() + "' has no live map: until one is published, nobody is "
                                    + "on a stage of it or any persona of it",
                            asked.line(),
                            asked.column()));
                }
            });
        }
    }

    private void part(String pointer, JourneyReference asked, JourneyMap map) {
        Stream<String> keys = asked.what() == Part.STAGE
                ? map.stages().stream().map(Stage::key)
                : map.personas().stream().map(Persona::key);
        String key = asked.key();
        if (key != null && keys.noneMatch(key::equals)) {
            found.add(new InputError(
                    pointer,
                    "there is no " + (asked.what() == Part.STAGE ? "stage" : "persona") + " '" + key
                            + "' on the live map of journey '" + asked.journey() + "'",
                    asked.line(),
                    asked.column()));
        }
    }

    /** What is under the name of no channel holds for nobody, but for a purpose's consent. */
    private void policy(ContactPolicy policy) {
        Set<String> channels = channels();
        Set<String> purposes = purposes();
        Set<String> tags = tags();
        policy.channels().forEach((name, channel) -> {
            if (!channels.contains(name)) {
                boolean purpose = purposes.contains(name);
                held(channel, purpose)
                        .forEach(field -> found.add(new InputError(
                                "/channels/" + JsonPointers.step(name) + "/" + field,
                                "no placement and no representation of an offer has the channel '" + name + "'"
                                        + (purpose ? ", which is a purpose" : "") + ": this holds for nobody")));
            }
        });
        policy.tags().keySet().stream()
                .filter(tag -> !tags.contains(tag))
                .forEach(tag -> found.add(new InputError(
                        "/tags/" + JsonPointers.step(tag),
                        "no offer has the tag '" + tag + "': this holds for nobody")));
    }

    private static List<String> held(ChannelPolicy channel, boolean purpose) {
        List<String> fields = new ArrayList<>();
        if (channel.consent() == Consent.OPT_IN && !purpose) {
            fields.add("consent");
        }
        if (channel.quietHours() != null) {
            fields.add("quietHours");
        }
        if (!channel.caps().isEmpty()) {
            fields.add("caps");
        }
        return fields;
    }

    private Set<String> channels() {
        Set<String> channels = new HashSet<>();
        catalogue.placements().forEach(of -> channels.add(of.placement().channel()));
        catalogue.offers().forEach(of -> of.offer().representations().forEach(each -> channels.add(each.channel())));
        return channels;
    }

    private Set<String> purposes() {
        return catalogue.placements().stream()
                .map(of -> of.placement().purpose())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private Set<String> tags() {
        return catalogue.offers().stream()
                .flatMap(of -> of.offer().tags().stream())
                .collect(Collectors.toSet());
    }
}
