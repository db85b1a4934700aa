package io.cairn.journey.picture;

import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Persona;
import io.cairn.model.map.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands over the picture. */
record Heading(String title, List<String> lines) {
    Heading {
        lines = List.copyOf(lines);
    }

    /** @param edition which map this is: {@code version 3} */
    static Heading of(JourneyMap map, String edition, @Nullable Persona persona) {
        List<String> lines = new ArrayList<>();
        if (map.description() != null) {
            lines.add(map.description());
        }
        if (persona != null) {
            lines.add("As seen by: " + persona.name() + " · " + edition);
        } else if (map.personas().isEmpty()) {
            lines.add(edition);
        } else {
            String names = map.personas().stream().map(Persona::name).collect(Collectors.joining("; "));
            lines.add("Personas: " + names + " · " + edition);
        }
        return new Heading(map.name(), lines);
    }

    /** For who does not see the picture. */
    String summary(List<Stage> stages) {
        String names = stages.stream().map(Stage::name).collect(Collectors.joining(", "));
        return "Journey map with " + stages.size() + " stages" + (names.isEmpty() ? "" : ": " + names) + ". "
                + String.join(" ", lines);
    }
}
