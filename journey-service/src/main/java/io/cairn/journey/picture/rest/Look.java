package io.cairn.journey.picture.rest;

import io.cairn.journey.edition.PersonaParameter;
import io.cairn.journey.picture.Theme;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Persona;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** How the caller wants the picture to look. */
public class Look {
    @QueryParam("persona")
    @Parameter(description = "the key of the persona whose emotions and thoughts are shown; none: everybody's")
    @Nullable
    String persona;

    @QueryParam("theme")
    @Parameter(
            description = "`auto`: as whoever looks at it prefers",
            schema =
                    @Schema(
                            enumeration = {"light", "dark", "auto"},
                            defaultValue = "light"))
    @Nullable
    String theme;

    @Nullable
    Persona personaOf(JourneyMap map) {
        return PersonaParameter.of(persona, map);
    }

    /** @throws ProblemException 400 for an unknown one */
    Theme theme() {
        return switch (theme == null ? "light" : theme) {
            case "light" -> Theme.LIGHT;
            case "dark" -> Theme.DARK;
            case "auto" -> Theme.AUTO;
            default -> throw ProblemException.malformed("theme", "must be light, dark or auto");
        };
    }
}
