package io.cairn.journey.export;

import io.cairn.journey.picture.PersonaView;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Persona;
import io.cairn.model.map.Stage;
import io.cairn.model.map.Touchpoint;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A map as a Mermaid user journey diagram: stages are its sections, touchpoints its tasks, emotions its scores. */
public final class Mermaid {
    /** Mermaid's scores are 1 to 5, emotions −2 to +2. Where nobody said, it is neither good nor bad. */
    private static final int NEUTRAL = 3;

    /** A name that begins with a word of Mermaid's would be taken for it. */
    private static final Pattern KEYWORD =
            Pattern.compile("(?is)(journey|title|section|accTitle|accDescr|end|%%|---|default).*");

    private Mermaid() {}

    /** @param persona whose emotions are shown; null: everybody's */
    public static String journey(JourneyMap map, @Nullable Persona persona) {
        String actor = escaped(persona == null ? "Customer" : persona.name());
        StringBuilder out = new StringBuilder("journey\n    title ").append(escaped(map.name()));
        for (Stage stage : map.stages()) {
            out.append("\n    section ").append(escaped(stage.name()));
            for (Touchpoint touchpoint : stage.touchpoints()) {
                Integer emotion = PersonaView.emotion(touchpoint, persona);
                out.append("\n      ").append(escaped(touchpoint.name())).append(": ");
                out.append(NEUTRAL + (emotion == null ? 0 : emotion))
                        .append(": ")
                        .append(actor);
            }
        }
        return out.append('\n').toString();
    }

    /** With Mermaid's entity codes for what has a meaning in its grammar, or in the HTML that it makes. */
    private static String escaped(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean first = i == 0 && KEYWORD.matcher(line).matches();
            if (first || "#:;,<>&\"%{}`\\".indexOf(c) >= 0) {
                out.append('#').append((int) c).append(';');
            } else {
                out.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return out.toString();
    }
}
