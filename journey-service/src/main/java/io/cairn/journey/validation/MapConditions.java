package io.cairn.journey.validation;

import io.cairn.kit.problem.Problem.InputError;
import io.cairn.model.condition.Condition;
import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.InvalidCondition;
import io.cairn.model.map.JourneyMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles the conditions of a map. */
final class MapConditions {
    private final Conditions conditions;

    MapConditions(Conditions conditions) {
        this.conditions = conditions;
    }

    /** The map with its conditions, and what keeps conditions from compiling, with line and column. */
    CompiledMap compile(JourneyMap map) {
        List<InputError> faults = new ArrayList<>();
        List<Optional<Condition>> personas = new ArrayList<>();
        for (int i = 0; i < map.personas().size(); i++) {
            String criteria = map.personas().get(i).criteria();
            personas.add(compile(criteria, ConditionKind.PERSONA_CRITERIA, CompiledMap.criteria(i), faults));
        }
        List<Optional<Condition>> stages = new ArrayList<>();
        for (int i = 0; i < map.stages().size(); i++) {
            String criteria = map.stages().get(i).entryCriteria();
            stages.add(compile(criteria, ConditionKind.ENTRY_CRITERIA, CompiledMap.entryCriteria(i), faults));
        }
        return new CompiledMap(map, personas, stages, faults);
    }

    private Optional<Condition> compile(
            @Nullable String source, ConditionKind kind, String pointer, List<InputError> faults) {
        if (source == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(conditions.compile(source, kind));
        } catch (InvalidCondition e) {
            e.faults()
                    .forEach(
                            fault -> faults.add(new InputError(pointer, fault.detail(), fault.line(), fault.column())));
            return Optional.empty();
        }
    }
}
