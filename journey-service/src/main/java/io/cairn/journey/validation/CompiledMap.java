package io.cairn.journey.validation;

import io.cairn.kit.problem.Problem.InputError;
import io.cairn.model.condition.Condition;
import io.cairn.model.map.JourneyMap;
import java.util.List;
import java.util.Optional;

/**
 * A map with its conditions.
 *
 * @param personas the criteria of each; empty: none, or they do not compile
 * @param stages the entry criteria of each; empty: none, or they do not compile
 * @param faults of those that do not compile
 */
record CompiledMap(
        JourneyMap map, List<Optional<Condition>> personas, List<Optional<Condition>> stages, List<InputError> faults) {
    /** Whether the stage holds for everybody because it asks nothing. */
    boolean asksNothing(int stage) {
        return map.stages().get(stage).entryCriteria() == null;
    }

    static String entryCriteria(int stage) {
        return "/stages/" + stage + "/entryCriteria";
    }

    static String criteria(int persona) {
        return "/personas/" + persona + "/criteria";
    }
}
