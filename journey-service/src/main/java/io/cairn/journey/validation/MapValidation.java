package io.cairn.journey.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.condition.Conditions;
import io.cairn.model.map.InvalidMap;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What is wrong with a map. Of the wrong form (a field missing, unknown, of another type or out of bounds) it cannot be
 * read: 400. Of the right form it may still be impossible (a condition does not compile, nothing to publish, larger than
 * maps may be): 422.
 */
@ApplicationScoped
public class MapValidation {
    private static final InputError NO_STAGES =
            new InputError("/stages", "must have at least one stage: without one no customer is anywhere");

    private final MapConditions conditions;
    private final Set<String> cartEvents;
    private final ObjectMapper mapper;
    private final Clock clock;

    /**
     * @param mapper reads stored drafts
     * @param clock says when made-up customers are looked at
     */
    public MapValidation(ObjectMapper mapper, Conditions conditions, Clock clock) {
        this.clock = clock;
        this.conditions = new MapConditions(conditions);
        this.cartEvents = conditions.cartEvents().names();
        this.mapper = mapper;
    }

    /** @throws ProblemException 400 with all that is wrong with the form; 422 if there is only too much of something */
    public JourneyMap read(JsonNode json) {
        try {
            return JourneyMaps.read(json);
        } catch (InvalidMap e) {
            throw e.isOnlyTooMany() ? ProblemException.invalid(errors(e)) : ProblemException.malformed(errors(e));
        }
    }

    /** @throws ProblemException 422 with every condition that does not compile */
    public void requireConditions(JourneyMap map) {
        refuse(conditions.compile(map).faults());
    }

    /**
     * Looks again at a draft that was saved, perhaps under rules that have changed since.
     *
     * @param draft as JSON
     * @throws ProblemException 422 with all that keeps it from being live; warnings do not
     */
    public void requirePublishable(String draft) {
        try {
            CompiledMap compiled = conditions.compile(JourneyMaps.read(mapper.readTree(draft)));
            refuse(errors(compiled).stream().map(Finding::asError).toList());
        } catch (InvalidMap e) {
            throw ProblemException.invalid(errors(e));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored map is not JSON", e);
        }
    }

    /** All there is to know about a map, of whatever form; the worst first. */
    public List<Finding> findings(JsonNode json) {
        try {
            return findings(JourneyMaps.read(json));
        } catch (InvalidMap e) {
            return errors(e).stream().map(Finding::error).toList();
        }
    }

    private List<Finding> findings(JourneyMap map) {
        CompiledMap compiled = conditions.compile(map);
        List<Finding> findings = new ArrayList<>(errors(compiled));
        findings.addAll(Channels.warnings(map));
        findings.addAll(StageLogic.warnings(compiled, clock.instant()));
        findings.addAll(PersonaLogic.warnings(compiled, clock.instant()));
        findings.addAll(EventNames.warnings(compiled, cartEvents));
        findings.addAll(Improvements.findings(map));
        findings.sort(Comparator.comparing(Finding::severity)); // stable: within one, in the order of the map
        return findings;
    }

    private List<Finding> errors(CompiledMap compiled) {
        List<Finding> errors = new ArrayList<>();
        compiled.faults().forEach(fault -> errors.add(Finding.error(fault)));
        if (compiled.map().stages().isEmpty()) {
            errors.add(Finding.error(NO_STAGES));
        }
        errors.addAll(Channels.errors(compiled.map()));
        errors.addAll(StageLogic.errors(compiled));
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
