package io.cairn.journey.picture;

/** The colours of a picture. All pairs of text and ground have a contrast of at least 4.5 (WCAG AA). */
public enum Theme {
    LIGHT,
    DARK,
    /** Light or dark, as whoever looks at it prefers. */
    AUTO;

    private static final String SHARED =
            """
            text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif}
            .title{font-size:26px;font-weight:700}.subtitle{font-size:14px}.stage{font-size:16px;font-weight:700}
            .lane{font-size:13px;font-weight:700}.body{font-size:13px}.thought{font-size:13px;font-style:italic}
            .meta{font-size:11px}.label{font-size:11px;font-weight:700}
            .curve{fill:none;stroke-width:2.5}.rule{stroke-width:1;stroke-dasharray:2 4}
            .badge{stroke-width:1.5}.offline{stroke-dasharray:5 3}
            """;
    private static final String LIGHT_COLOURS = colours(
            "#ffffff", "#f4f6f8", "#1a2330", "#4d5866", "#1f4e79", "#ffffff", "#ffffff", "#1f4e79", "#7a4b00",
            "#1f4e79", "#b3261e", "#1b6e3c");
    private static final String DARK_COLOURS = colours(
            "#12171e", "#1d242e", "#e8edf3", "#aab6c4", "#2b5f92", "#ffffff", "#12171e", "#8cc0f2", "#e9b765",
            "#8cc0f2", "#ff9a90", "#7fd6a0");

    /** The style sheet. */
    String css() {
        return SHARED
                + switch (this) {
                    case LIGHT -> LIGHT_COLOURS;
                    case DARK -> DARK_COLOURS;
                    case AUTO -> LIGHT_COLOURS + "@media (prefers-color-scheme:dark){\n" + DARK_COLOURS + "}\n";
                };
    }

    private static String colours(
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
        return """
                .ground{fill:%1$s}.lane-row{fill:%2$s}text{fill:%3$s}.meta,.subtitle{fill:%4$s}
                .stage-head{fill:%5$s}.stage{fill:%6$s}
                .online{fill:%7$s;stroke:%8$s}.offline{fill:%7$s;stroke:%9$s}
                .curve{stroke:%10$s}.rule{stroke:%4$s}
                .badge{fill:%7$s;stroke:%4$s}.dot{fill:%4$s;stroke:none}
                .bad,.diamond{stroke:%11$s}.good,.hexagon{stroke:%12$s}
                .diamond_filled{fill:%11$s;stroke:%11$s}.hexagon_filled{fill:%12$s;stroke:%12$s}
                .on-filled{fill:%1$s}
                """
                .formatted(ground, row, text, soft, head, onHead, card, online, offline, accent, bad, good);
    }
}
