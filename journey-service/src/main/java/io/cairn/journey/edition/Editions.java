package io.cairn.journey.edition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.journey.map.Journey;
import io.cairn.journey.map.JourneyVersion;
import io.cairn.journey.map.Journeys;
import io.cairn.journey.map.Precondition;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Finds the editions of journeys. Every method throws 400 for what is not a key and 404 for what is not there. */
@ApplicationScoped
public class Editions {
    private final Journeys journeys;
    private final ObjectMapper mapper;

    Editions(Journeys journeys, ObjectMapper mapper) {
        this.journeys = journeys;
        this.mapper = mapper;
    }

    /**
     * What decisions use; the draft if no version is live.
     *
     * @param draft {@code true}: the draft in any case; null: as {@code false}
     * @throws ProblemException 400 for another word
     */
    public Edition shown(String key, @Nullable String draft) {
        return switch (draft == null ? "false" : draft) {
            case "true" -> draft(key);
            case "false" -> shown(key);
            default -> throw ProblemException.malformed("draft", "must be true or false");
        };
    }

    private Edition shown(String key) {
        Journey journey = journeys.get(key);
        return journey.liveVersion() == null ? draft(journey) : version(key, journey.liveVersion());
    }

    public Edition draft(String key) {
        return draft(journeys.get(key));
    }

    public Edition version(String key, int number) {
        JourneyVersion version = journeys.version(key, number);
        // the time too: a laptop that starts over gives the same number to another map
        String tag = version.version() + "-" + version.published().at().toEpochMilli();
        return new Edition(key, number, tag, map(version.map()));
    }

    private Edition draft(Journey journey) {
        String tag = "draft-" + Precondition.tag(journey) + "-"
                + journey.updated().at().toEpochMilli(); // the time for the same reason
        return new Edition(journey.key(), null, tag, map(journey.draft().json()));
    }

    private JourneyMap map(String json) {
        try {
            return JourneyMaps.read(mapper.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored map is not JSON", e);
        }
    }
}
