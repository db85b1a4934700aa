package io.cairn.model.map;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the customer meets the company.
 *
 * @param channel {@code web}, {@code email}, {@code store} …
 * @param events the names of the events that happen here
 * @param emotion from −2 to +2
 * @param byPersona what is different for some personas, by their keys, sorted
 */
public record Touchpoint(
        String key,
        String name,
        @Nullable String channel,
        List<String> events,
        List<String> actions,
        List<String> thoughts,
        @Nullable Integer emotion,
        Map<String, View> byPersona,
        List<PainPoint> painPoints,
        List<Opportunity> opportunities) {
    /**
     * How one persona sees a touchpoint.
     *
     * @param emotion from −2 to +2; null: as everybody
     */
    public record View(@Nullable Integer emotion, List<String> thoughts) {
        /** @throws IllegalArgumentException naming the field and the value that is out of bounds */
        public View {
            Limits.requireBetween("emotion", emotion, Limits.EMOTION);
            thoughts = Limits.requireTexts("thoughts", thoughts);
        }
    }

    /** @throws IllegalArgumentException naming the field and the value that is out of bounds */
    public Touchpoint {
        Limits.requireKeyAndName(key, name);
        Limits.requireName("channel", channel);
        events = Limits.requireNames("events", events);
        actions = Limits.requireTexts("actions", actions);
        thoughts = Limits.requireTexts("thoughts", thoughts);
        Limits.requireBetween("emotion", emotion, Limits.EMOTION);
        byPersona.keySet().forEach(persona -> Limits.require("byPersona", persona, Limits.key(persona)));
        Limits.require("byPersona", byPersona.size(), Limits.size(byPersona.size(), Limits.PERSONAS));
        byPersona = Collections.unmodifiableMap(new TreeMap<>(byPersona));
        painPoints = Limits.requireItems("painPoints", painPoints);
        opportunities = Limits.requireItems("opportunities", opportunities);
    }
}
