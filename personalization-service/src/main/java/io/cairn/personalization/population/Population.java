package io.cairn.personalization.population;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How many customers are on each stage.
 *
 * @param stages in map order; then those of the version before, while somebody is still on them; last, with a null stage,
 *     those who are on none
 * @param progress of looking at everybody again; absent while there is no need to
 * @param later customers whose last event is after the moment asked for, counted on no stage; absent if there are none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Population(
        String journey, int version, List<StageCount> stages, @Nullable Progress progress, @Nullable Long later) {
    /** @param stage null: on none */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record StageCount(@Schema(nullable = true) @Nullable String stage, long customers) {}

    /**
     * @param done customers looked at so far
     * @param customers all there are, as far as is known
     */
    public record Progress(long done, long customers) {}

    /** Copies the stages. */
    public Population {
        stages = List.copyOf(stages);
    }
}
