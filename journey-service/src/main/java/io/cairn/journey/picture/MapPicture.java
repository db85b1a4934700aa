package io.cairn.journey.picture;

import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Persona;
import org.jspecify.annotations.Nullable;

/** Draws a map: stages as columns, aspects as lanes. A pure function of what it is given. */
public final class MapPicture {
    private MapPicture() {}

    /**
     * The picture as an SVG document, without script and without anything from elsewhere.
     *
     * @param edition which map this is, for the heading: {@code version 3}
     * @param persona whose emotions and thoughts are shown; null: everybody's
     */
    public static String svg(JourneyMap map, String edition, @Nullable Persona persona, Theme theme) {
        return SvgWriter.write(layOut(map, edition, persona), theme);
    }

    static Picture layOut(JourneyMap map, String edition, @Nullable Persona persona) {
        return Layout.of(Heading.of(map, edition, persona), map.stages(), MapLanes.of(map, persona));
    }
}
