package io.cairn.journey.validation;

import io.cairn.kit.problem.Problem.InputError;
import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.InvalidCondition;
import io.cairn.model.map.JourneyMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles the conditions of a map. */
final class MapConditions {
    private final Conditions conditions = new Conditions();

    /** What keeps conditions from compiling, with line and column. */
    List<InputError> faults(JourneyMap map) {
        List<InputError> faults = new ArrayList<>();
        for (int i = 0; i < map.personas().size(); i++) {
            String criteria = map.personas().get(i).criteria();
            compile(criteria, ConditionKind.PERSONA_CRITERIA, "/personas/" + i + "/criteria", faults);
        }
        for (int i = 0; i < map.stages().size(); i++) {
            String criteria = map.stages().get(i).entryCriteria();
            compile(criteria, ConditionKind.ENTRY_CRITERIA, "/stages/" + i + "/entryCriteria", faults);
        }
        return faults;
    }

    private void compile(@Nullable String source, ConditionKind kind, String pointer, List<InputError> faults) {
        if (source == null) {
            return;
        }
        try {
            var unused = conditions.compile(source, kind);
        } catch (InvalidCondition e) {
            e.faults()
                    .forEach(
                            fault -> faults.add(new InputError(pointer, fault.detail(), fault.line(), fault.column())));
        }
    }
}
