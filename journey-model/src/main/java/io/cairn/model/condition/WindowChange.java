package io.cairn.model.condition;

import io.cairn.model.profile.EventStats;
import io.cairn.model.profile.Window;
import org.jspecify.annotations.Nullable;

/**
 * When events leave the window of a {@code count} or {@code total}, so many that what it is compared with is passed.
 *
 * @param comparison null: any change of it counts
 */
record WindowChange(String event, Window window, boolean total, @Nullable Comparison comparison, double comparedWith)
        implements Changes {

    @Override
    public long next(Evaluation evaluation) {
        EventStats stats = evaluation.facts().profile().stats(event).orElse(null);
        if (stats == null) {
            return Outlook.FOREVER;
        }
        Comparison compared = comparison;
        return stats.nextLeaving(window, evaluation.facts().now(), (count, sum) -> {
                    double value = total ? sum.doubleValue() : count;
                    return compared == null ? value : compared.holds(value, comparedWith);
                })
                .orElse(Outlook.FOREVER);
    }
}
