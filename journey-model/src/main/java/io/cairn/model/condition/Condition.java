package io.cairn.model.condition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A compiled condition. Immutable, safe for use by many threads; evaluating it never throws. */
public interface Condition {
    String source();

    ConditionKind kind();

    /** Whether it holds; for every kind but {@link ConditionKind#RANKING}. */
    Verdict test(Facts facts);

    /**
     * Whether it holds, and until when it surely goes on so: {@link #nextMoment} says of what; for every kind but
     * {@link ConditionKind#RANKING}.
     */
    Outlook outlook(Facts facts);

    /**
     * The earliest whole millisecond after {@code facts.now()} at which time alone can change whether it holds; empty if
     * it never can, while no event arrives and {@code facts.journeys()} and {@code facts.consent()} answer the same. It
     * follows from literals where {@code now} is compared with times and durations, {@code count}, {@code total} and
     * {@code daysUntil} with numbers; for other uses of {@code now} it is an hour ahead at most, and may be late by that.
     */
    default Optional<Instant> nextMoment(Facts facts) {
        return outlook(facts).nextMoment();
    }

    /** The number it gives; for {@link ConditionKind#RANKING} only. */
    Score score(Facts facts);

    /** The event names it asks for, {@code "*"} and those that {@code cart()} reads included. */
    Set<String> eventNames();

    /** What holds of everybody for whom it holds; nothing, unless simple reasoning sees it. */
    default Claims claims() {
        return Claims.NONE;
    }

    /** The journeys that it asks for, in the order in which it does. */
    default List<JourneyReference> journeys() {
        return List.of();
    }

    /** What it names and compares with: the values near which its truth changes. */
    default Constants constants() {
        return Constants.NONE;
    }
}
