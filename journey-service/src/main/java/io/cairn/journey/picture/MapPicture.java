package io.cairn.journey.picture;

import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Persona;
import org.jspecify.annotations.Nullable;

/** Draws a map: stages as columns, aspects as lanes. A pure function of what it is given. */
public final class MapPicture {
    /** An image has this many pixels to one of the SVG's, or, where that would be too many in all, fewer. */
    private static final double SCALE = 2;

    /** More than this many pixels nobody's viewer likes; two metres square at 100 dots to the inch. */
    private static final double MOST_PIXELS = 64_000_000;

    /** Readable still. */
    private static final double LEAST_SCALE = 0.75;

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

    /**
     * The same as a PNG, of twice the SVG's width and height, less if those were more than 64 million pixels.
     *
     * @throws TooLarge if it would have to be so small that it could not be read
     */
    public static byte[] png(JourneyMap map, String edition, @Nullable Persona persona, Theme theme) throws TooLarge {
        Picture picture = layOut(map, edition, persona);
        double scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / (picture.width() * picture.height())));
        if (scale < LEAST_SCALE) {
            throw new TooLarge((long) picture.width(), (long) picture.height());
        }
        return PngWriter.write(picture, theme.palette(), scale);
    }

    static Picture layOut(JourneyMap map, String edition, @Nullable Persona persona) {
        return Layout.of(Heading.of(map, edition, persona), map.stages(), MapLanes.of(map, persona));
    }

    /** There is too much in the map for an image of pixels. */
    public static final class TooLarge extends Exception {
        TooLarge(long width, long height) {
            super("the map takes " + width + " by " + height + " pixels, which is too much for an image");
        }
    }
}
