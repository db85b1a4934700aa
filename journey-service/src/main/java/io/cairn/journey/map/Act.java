package io.cairn.journey.map;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who did something and when.
 *
 * @param by the name of the API key
 * @param at in whole milliseconds, so that what is stored reads the same as what was answered
 */
public record Act(String by, Instant at) {
    static Act now(String by, Clock clock) {
        return new Act(by, moment(clock));
    }

    static Instant moment(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
