package io.cairn.model.stage;

import io.cairn.model.condition.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stage that holds, and why.
 *
 * @param stage null if the customer is on none
 * @param checked the stages looked at, from the last in the map to the one that held; of each the verdict
 */
public record Resolution(@Nullable String stage, List<Checked> checked) {
    /** @param criteria the entry criteria's text, null if the stage has none */
    public record Checked(String stage, @Nullable String criteria, Verdict verdict) {}
}
