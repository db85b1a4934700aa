package io.cairn.journey.map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was done with a journey.
 *
 * @param by the name of the API key; null if it was done before this was kept
 * @param revision of the draft that was saved, as in its ETag
 * @param version that was published
 * @param rolledBackTo the version that was published again
 * @param note what they said of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryEntry(
        Action action,
        Instant at,
        @Nullable String by,
        @Nullable Long revision,
        @Nullable Integer version,
        @Nullable Integer rolledBackTo,
        @Nullable String note) {
    /** What was done. */
    public enum Action {
        SAVED("saved"),
        PUBLISHED("published"),
        ROLLED_BACK("rolledBack"),
        ARCHIVED("archived"),
        RESTORED("restored"),
        REVIEWED("reviewed");

        private final String spelling;

        Action(String spelling) {
            this.spelling = spelling;
        }

        /** As JSON spells it. */
        @JsonValue
        public String spelling() {
            return spelling;
        }
    }

    static HistoryEntry saved(Journey after, Act act, @Nullable String note) {
        return new HistoryEntry(Action.SAVED, act.at(), act.by(), after.revision(), null, null, note);
    }

    static HistoryEntry published(JourneyVersion version, @Nullable Integer rolledBackTo) {
        return new HistoryEntry(
                rolledBackTo == null ? Action.PUBLISHED : Action.ROLLED_BACK,
                version.published().at(),
                version.published().by(),
                null,
                version.version(),
                rolledBackTo,
                version.note());
    }

    /** Archived, restored or reviewed. */
    static HistoryEntry of(Action action, Act act, @Nullable String note) {
        return new HistoryEntry(action, act.at(), act.by(), null, null, null, note);
    }
}
