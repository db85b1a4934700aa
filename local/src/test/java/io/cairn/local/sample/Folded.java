package io.cairn.local.sample;

import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.Facts;
import io.cairn.model.condition.Facts.JourneyFacts;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.model.stage.StageResolver;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the services make of the sample: profiles, stages and personas. */
final class Folded {
    static final Instant END = Instant.parse("2026-11-21T15:30:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final StageResolver resolver;

    Folded() throws IOException {
        JourneyMap map = JourneyMaps.read(Content.journey());
        resolver = StageResolver.of(map, new Conditions());
    }

    static CustomerProfile profile(String customerId, List<SampleEvent> events) {
        return CustomerProfile.empty(customerId)
                .with(events.stream().map(Folded::logged).toList());
    }

    private static LoggedEvent logged(SampleEvent event) {
        boolean identify = event.type() == SampleEvent.Call.IDENTIFY;
        return new LoggedEvent(
                event.messageId(),
                EventType.valueOf(event.type().name()),
                event.name(),
                event.userId(),
                event.anonymousId(),
                event.at(),
                identify ? Map.of() : event.data(),
                identify ? event.data() : Map.of());
    }

    @Nullable
    String stage(CustomerProfile profile, Instant now) {
        return resolver.resolve(facts(profile, now)).stage();
    }

    @Nullable
    String persona(CustomerProfile profile) {
        return resolver.persona(facts(profile, END));
    }

    static Facts facts(CustomerProfile profile, Instant now) {
        return new Facts(profile, now, BERLIN, Map.of(), JourneyFacts.NONE, channel -> false, null);
    }
}
