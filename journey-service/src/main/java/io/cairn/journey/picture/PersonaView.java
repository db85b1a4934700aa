package io.cairn.journey.picture;

import io.cairn.model.map.Persona;
import io.cairn.model.map.Touchpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A touchpoint as a persona sees it: as everybody does, where the map says nothing else. */
public final class PersonaView {
    private PersonaView() {}

    /**
     * From −2 to +2; null: nobody said.
     *
     * @param persona null: everybody's
     */
    public static @Nullable Integer emotion(Touchpoint touchpoint, @Nullable Persona persona) {
        Touchpoint.View view = view(touchpoint, persona);
        return view == null || view.emotion() == null ? touchpoint.emotion() : view.emotion();
    }

    /** @param persona null: everybody's */
    public static List<String> thoughts(Touchpoint touchpoint, @Nullable Persona persona) {
        Touchpoint.View view = view(touchpoint, persona);
        return view == null || view.thoughts().isEmpty() ? touchpoint.thoughts() : view.thoughts();
    }

    private static Touchpoint.@Nullable View view(Touchpoint touchpoint, @Nullable Persona persona) {
        return persona == null ? null : touchpoint.byPersona().get(persona.key());
    }
}
