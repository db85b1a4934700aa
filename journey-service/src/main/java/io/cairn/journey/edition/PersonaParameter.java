package io.cairn.journey.edition;

import io.cairn.kit.problem.ProblemException;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Persona;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The persona through whose eyes a map is looked at. */
public final class PersonaParameter {
    private PersonaParameter() {}

    /** @throws ProblemException 400 if the map has no such persona */
    public static @Nullable Persona of(@Nullable String key, JourneyMap map) {
        if (key == null) {
            return null;
        }
        return map.personas().stream()
                .filter(persona -> persona.key().equals(key))
                .findFirst()
                .orElseThrow(
                        () -> ProblemException.malformed("persona", "must be a persona of the map: " + known(map)));
    }

    private static String known(JourneyMap map) {
        return map.personas().isEmpty()
                ? "it has none"
                : map.personas().stream().map(Persona::key).collect(Collectors.joining(", "));
    }
}
