package io.cairn.personalization.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.decision.Decision.PlacementDecision;
import io.cairn.personalization.wire.StoredJson;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A decision as JSON, the same bytes for the same decision; and what an answer that is given again says. */
final class DecisionJson {
    /** Of a decision that nobody asked to explain, so many candidates' reasons are kept. */
    private static final int KEPT_CANDIDATES = 100;

    private static final ObjectMapper JSON = StoredJson.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** What of an answer matters when a part of it is repeated. */
    private record Given(List<PlacementDecision> placements) {}

    private DecisionJson() {}

    static Answer answer(Decision decision, DecisionRequest request) {
        Trace trace = request.explain() ? decision.trace() : decision.trace().limited(KEPT_CANDIDATES);
        return new Answer(write(decision), write(trace));
    }

    /** What an earlier answer said of a placement. */
    static Optional<PlacementDecision> placement(Answer answer, String key) {
        return placements(answer).stream()
                .filter(placement -> placement.key().equals(key))
                .findFirst();
    }

    static boolean isOfOnePlacement(Answer answer) {
        return placements(answer).size() == 1;
    }

    private static List<PlacementDecision> placements(Answer answer) {
        try {
            return JSON.readValue(answer.json(), Given.class).placements();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if it is not what {@link #write} made of one */
    static <T> T read(String json, Class<T> type) {
        try {
            return Objects.requireNonNull(JSON.readValue(json, type));
        } catch (JsonProcessingException | NullPointerException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName(), e);
        }
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
