package io.cairn.model.map;

import io.cairn.model.json.JsonValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of customer, drawn as one person.
 *
 * @param demographics frozen JSON values, free in form
 * @param preferredChannels as touchpoints spell them
 * @param criteria the condition under which a customer is taken for this persona; null: no customer is
 */
public record Persona(
        String key,
        String name,
        Map<String, Object> demographics,
        List<String> motivations,
        List<String> goals,
        List<String> painPoints,
        List<String> preferredChannels,
        @Nullable Empathy empathy,
        @Nullable String criteria) {
    /** @throws IllegalArgumentException naming the field and the value that is out of bounds */
    public Persona {
        Limits.requireKeyAndName(key, name);
        demographics = JsonValues.freeze(demographics, "/demographics");
        motivations = Limits.requireTexts("motivations", motivations);
        goals = Limits.requireTexts("goals", goals);
        painPoints = Limits.requireTexts("painPoints", painPoints);
        preferredChannels = Limits.requireNames("preferredChannels", preferredChannels);
        Limits.requireText("criteria", criteria);
    }
}
