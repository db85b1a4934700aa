package io.cairn.personalization.population;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.InvalidCondition;
import io.cairn.model.map.InvalidMap;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import io.cairn.model.stage.StageResolver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a draft as journey-service does, and refuses one on which nobody could be placed. */
final class DraftMap {
    private final Conditions conditions;
    private final List<InputError> faults = new ArrayList<>();

    private DraftMap(Conditions conditions) {
        this.conditions = conditions;
    }

    /** @throws ProblemException 400 with all that is wrong with the form, 422 with each condition that does not compile */
    static StageResolver resolver(JsonNode draft, Conditions conditions) {
        JourneyMap map = map(draft);
        new DraftMap(conditions).check(map);
        return StageResolver.of(map, conditions);
    }

    private static JourneyMap map(JsonNode draft) {
        try {
            return JourneyMaps.read(draft);
        } catch (InvalidMap e) {
            List<InputError> errors = e.faults().stream()
                    .map(fault -> new InputError(fault.pointer(), fault.detail()))
                    .toList();
            throw e.isOnlyTooMany() ? ProblemException.invalid(errors) : ProblemException.malformed(errors);
        }
    }

    private void check(JourneyMap map) {
        if (map.stages().isEmpty()) {
            faults.add(new InputError("/stages", "must have at least one stage: without one no customer is anywhere"));
        }
        for (int i = 0; i < map.personas().size(); i++) {
            compile(map.personas().get(i).criteria(), ConditionKind.PERSONA_CRITERIA, "/personas/" + i + "/criteria");
        }
        for (int i = 0; i < map.stages().size(); i++) {
            compile(
                    map.stages().get(i).entryCriteria(),
                    ConditionKind.ENTRY_CRITERIA,
                    "/stages/" + i + "/entryCriteria");
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
    }

    private void compile(@Nullable String source, ConditionKind kind, String pointer) {
        if (source != null) {
            try {
                conditions.compile(source, kind);
            } catch (InvalidCondition e) {
                e.faults()
                        .forEach(fault ->
                                faults.add(new InputError(pointer, fault.detail(), fault.line(), fault.column())));
            }
        }
    }
}
