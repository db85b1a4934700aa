package io.cairn.model.map;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stage of the journey.
 *
 * @param entryCriteria the condition under which a customer may be on it; null: it always holds
 * @param kpis at most {@value Limits#ITEMS}, by distinct keys
 * @param touchpoints by distinct keys, in the order in which they are met
 */
public record Stage(
        String key,
        String name,
        @Nullable String customerGoal,
        @Nullable String entryCriteria,
        List<Kpi> kpis,
        List<Touchpoint> touchpoints) {
    /** @throws IllegalArgumentException naming the field and the value that is out of bounds */
    public Stage {
        Limits.requireKeyAndName(key, name);
        Limits.requireText("customerGoal", customerGoal);
        Limits.requireText("entryCriteria", entryCriteria);
        kpis = Limits.requireKeyed("kpis", kpis, Kpi::key, Limits.ITEMS);
        touchpoints = Limits.requireKeyed("touchpoints", touchpoints, Touchpoint::key, Limits.TOUCHPOINTS);
    }
}
