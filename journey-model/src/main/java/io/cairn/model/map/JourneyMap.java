package io.cairn.model.map;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journey of one kind of customer, stage by stage, as marketers draw it. A draft may have no stages yet.
 *
 * @param reviewEvery how often to look at it again: an ISO-8601 period or duration
 * @param personas at most {@value Limits#PERSONAS}, by distinct keys
 * @param stages in the order of the journey; at most {@value Limits#STAGES}, by distinct keys, with at most
 *     {@value Limits#TOUCHPOINTS} touchpoints in all
 */
public record JourneyMap(
        String name,
        @Nullable String description,
        @Nullable String reviewEvery,
        List<Persona> personas,
        List<Stage> stages) {
    /** @throws IllegalArgumentException naming the field and the value that is out of bounds */
    public JourneyMap {
        Limits.require("name", name, Limits.name(name));
        Limits.requireText("description", description);
        if (reviewEvery != null) {
            Limits.require("reviewEvery", reviewEvery, Limits.interval(reviewEvery));
        }
        personas = Limits.requireKeyed("personas", personas, Persona::key, Limits.PERSONAS);
        stages = Limits.requireKeyed("stages", stages, Stage::key, Limits.STAGES);
        int touchpoints = stages.stream().mapToInt(s -> s.touchpoints().size()).sum();
        Limits.require("touchpoints", touchpoints, Limits.touchpoints(touchpoints));
    }
}
