package io.cairn.journey.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.map.InvalidMap;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a map. Of the wrong form (a field missing, unknown, of another type or out of bounds) it cannot be
 * read: 400. Of the right form it may still be impossible (a condition does not compile, nothing to publish): 422.
 */
@ApplicationScoped
public class MapValidation {
    private static final InputError NO_STAGES =
            new InputError("/stages", "must have at least one stage: without one no customer is anywhere");

    private final MapConditions conditions = new MapConditions();
    private final ObjectMapper mapper;

    MapValidation(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** @throws ProblemException 400 with all that is wrong with the form */
    public JourneyMap read(JsonNode json) {
        try {
            return JourneyMaps.read(json);
        } catch (InvalidMap e) {
            throw ProblemException.malformed(errors(e));
        }
    }

    /** @throws ProblemException 422 with every condition that does not compile */
    public void requireConditions(JourneyMap map) {
        refuse(conditions.faults(map));
    }

    /**
     * Looks again at a draft that was saved, perhaps under rules that have changed since.
     *
     * @param draft as JSON
     * @throws ProblemException 422 with all that keeps it from being live
     */
    public void requirePublishable(String draft) {
        try {
            refuse(contentErrors(JourneyMaps.read(mapper.readTree(draft))));
        } catch (InvalidMap e) {
            throw ProblemException.invalid(errors(e));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored map is not JSON", e);
        }
    }

    /** All there is to know about a map, of whatever form. */
    public List<Finding> findings(JsonNode json) {
        try {
            return contentErrors(JourneyMaps.read(json)).stream()
                    .map(Finding::error)
                    .toList();
        } catch (InvalidMap e) {
            return errors(e).stream().map(Finding::error).toList();
        }
    }

    private List<InputError> contentErrors(JourneyMap map) {
        List<InputError> errors = new ArrayList<>(conditions.faults(map));
        if (map.stages().isEmpty()) {
            errors.add(NO_STAGES);
        }
        return errors;
    }

    private static void refuse(List<InputError> errors) {
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
    }

    private static List<InputError> errors(InvalidMap thrown) {
        return thrown.faults().stream()
                .map(fault -> new InputError(fault.pointer(), fault.detail()))
                .toList();
    }
}
