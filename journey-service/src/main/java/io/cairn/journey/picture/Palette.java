package io.cairn.journey.picture;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The colours of a picture. All pairs of text and ground have a contrast of at least 4.5 (WCAG AA). */
record Palette(
        String ground,
        String row,
        String text,
        String soft,
        String head,
        String onHead,
        String card,
        String online,
        String offline,
        String accent,
        String bad,
        String good) {
    static final Palette LIGHT = new Palette(
            "#ffffff", "#f4f6f8", "#1a2330", "#4d5866", "#1f4e79", "#ffffff", "#ffffff", "#1f4e79", "#7a4b00",
            "#1f4e79", "#b3261e", "#1b6e3c");
    static final Palette DARK = new Palette(
            "#12171e", "#1d242e", "#e8edf3", "#aab6c4", "#2b5f92", "#ffffff", "#12171e", "#8cc0f2", "#e9b765",
            "#8cc0f2", "#ff9a90", "#7fd6a0");

    /** By the classes of the style sheet. */
    Map<String, Ink> inks() {
        Map<String, Ink> inks = new LinkedHashMap<>();
        inks.put("ground", Ink.filled(ground));
        inks.put("lane-row", Ink.filled(row));
        inks.put("stage-head", Ink.filled(head));
        inks.put("online", Ink.framed(card, online));
        inks.put("offline", Ink.framed(card, offline).dashed(5, 3));
        inks.put("curve", Ink.line(accent, 2.5));
        inks.put("rule", Ink.line(soft, 1).dashed(2, 4));
        for (Mark.Shape shape : Mark.Shape.values()) {
            inks.put(shape.cssClass(), ink(shape));
        }
        for (Style style : Style.values()) {
            inks.put(style.cssClass(), Ink.filled(colour(style)));
        }
        return inks;
    }

    private Ink ink(Mark.Shape shape) {
        return switch (shape) {
            case ROUND, NEUTRAL -> Ink.framed(card, soft);
            case BAD, DIAMOND -> Ink.framed(card, bad);
            case GOOD, HEXAGON -> Ink.framed(card, good);
            case DIAMOND_FILLED -> Ink.framed(bad, bad);
            case HEXAGON_FILLED -> Ink.framed(good, good);
            case DOT -> Ink.filled(soft);
        };
    }

    private String colour(Style style) {
        return switch (style) {
            case TITLE, LANE, BODY, THOUGHT, LABEL, SMALL_LABEL -> text;
            case SUBTITLE, META -> soft;
            case STAGE -> onHead;
            case ON_FILLED -> ground;
        };
    }

    /** As rules of a style sheet. */
    String css() {
        return inks().entrySet().stream()
                .map(ink -> String.format(
                        Locale.ROOT, ".%s{%s}%n", ink.getKey(), ink.getValue().css()))
                .collect(Collectors.joining());
    }
}
