package io.cairn.model.stage;

import io.cairn.model.condition.Condition;
import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.Facts;
import io.cairn.model.condition.InvalidCondition;
import io.cairn.model.condition.Outlook;
import io.cairn.model.condition.Verdict;
import io.cairn.model.map.InvalidMap;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.Persona;
import io.cairn.model.map.Stage;
import io.cairn.model.stage.Resolution.Checked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Determines the current stage of customers on one version of a map: the last stage whose entry criteria hold. */
public final class StageResolver {
    private static final Verdict ALWAYS = new Verdict.Holds();

    /** @param criteria null if there are none */
    private record Keyed(String key, @Nullable Condition criteria) {}

    private final List<Keyed> lastStageFirst;
    private final List<Keyed> personas;

    private StageResolver(List<Keyed> lastStageFirst, List<Keyed> personas) {
        this.lastStageFirst = lastStageFirst;
        this.personas = personas;
    }

    /** Compiles the map's criteria. @throws InvalidMap naming the pointer, line and column of each fault */
    public static StageResolver of(JourneyMap map, Conditions conditions) {
        List<InvalidMap.Fault> faults = new ArrayList<>();
        List<Keyed> lastStageFirst = new ArrayList<>();
        for (int i = map.stages().size() - 1; i >= 0; i--) {
            Stage stage = map.stages().get(i);
            String pointer = "/stages/" + i + "/entryCriteria";
            Condition criteria =
                    compile(stage.entryCriteria(), ConditionKind.ENTRY_CRITERIA, conditions, pointer, faults);
            lastStageFirst.add(new Keyed(stage.key(), criteria));
        }
        List<Keyed> personas = new ArrayList<>();
        for (int i = 0; i < map.personas().size(); i++) {
            Persona persona = map.personas().get(i);
            String pointer = "/personas/" + i + "/criteria";
            Condition criteria =
                    compile(persona.criteria(), ConditionKind.PERSONA_CRITERIA, conditions, pointer, faults);
            personas.add(new Keyed(persona.key(), criteria));
        }
        if (!faults.isEmpty()) {
            throw new InvalidMap(faults);
        }
        return new StageResolver(List.copyOf(lastStageFirst), List.copyOf(personas));
    }

    private static @Nullable Condition compile(
            @Nullable String source,
            ConditionKind kind,
            Conditions conditions,
            String pointer,
            List<InvalidMap.Fault> faults) {
        if (source == null) {
            return null;
        }
        try {
            return conditions.compile(source, kind);
        } catch (InvalidCondition e) {
            for (InvalidCondition.Fault fault : e.faults()) {
                faults.add(new InvalidMap.Fault(
                        pointer, "line " + fault.line() + ", column " + fault.column() + ": " + fault.detail()));
            }
            return null;
        }
    }

    /** Which criteria held and which failed. {@code facts.journeys()} is not asked. */
    public Resolution resolve(Facts facts) {
        List<Checked> checked = new ArrayList<>();
        for (Keyed stage : lastStageFirst) {
            Condition criteria = stage.criteria();
            Verdict verdict = criteria == null ? ALWAYS : criteria.test(facts);
            checked.add(new Checked(stage.key(), criteria == null ? null : criteria.source(), verdict));
            if (verdict.holds()) {
                return new Resolution(stage.key(), List.copyOf(checked));
            }
        }
        return new Resolution(null, List.copyOf(checked));
    }

    /**
     * The earliest whole millisecond after {@code facts.now()} at which time alone can change which stage holds; empty if
     * it never can, while no event arrives. See {@link Condition#nextMoment} for what it follows from.
     */
    public Optional<Instant> nextMoment(Facts facts) {
        long earliest = Outlook.FOREVER;
        for (Keyed stage : lastStageFirst) {
            Condition criteria = stage.criteria();
            Outlook outlook = criteria == null ? new Outlook(true, Outlook.FOREVER) : criteria.outlook(facts);
            earliest = Math.min(earliest, outlook.until());
            if (outlook.holds()) {
                break;
            }
        }
        return new Outlook(true, earliest).nextMoment();
    }

    /** The key of the first persona in map order whose criteria hold; null if none does. One without criteria is never taken. */
    public @Nullable String persona(Facts facts) {
        for (Keyed persona : personas) {
            if (persona.criteria() != null && persona.criteria().test(facts).holds()) {
                return persona.key();
            }
        }
        return null;
    }
}
