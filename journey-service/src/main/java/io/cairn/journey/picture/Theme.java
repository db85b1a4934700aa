package io.cairn.journey.picture;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What a picture is looked at on. */
public enum Theme {
    LIGHT,
    DARK,
    /** Light or dark, as whoever looks at it prefers; an image of pixels cannot know and is light. */
    AUTO;

    private static final String FONT =
            """
            text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans",Arial,sans-serif}
            """;

    /** The style sheet. */
    String css() {
        String fonts = Arrays.stream(Style.values()).map(Style::css).collect(Collectors.joining("", FONT, "\n"));
        return fonts
                + switch (this) {
                    case LIGHT -> Palette.LIGHT.css();
                    case DARK -> Palette.DARK.css();
                    case AUTO ->
                        Palette.LIGHT.css() + "@media (prefers-color-scheme:dark){\n" + Palette.DARK.css() + "}\n";
                };
    }

    Palette palette() {
        return this == DARK ? Palette.DARK : Palette.LIGHT;
    }
}
