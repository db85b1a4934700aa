package io.cairn.model.condition;

import java.time.Duration;
import java.util.Set;

/**
 * What a condition names and compares with.
 *
 * @param numbers that it writes out, those of windows and durations not among them
 * @param spans its windows and durations
 * @param texts that it compares with
 * @param traits the names of traits
 * @param properties the names of the properties of events
 */
public record Constants(
        Set<Double> numbers, Set<Duration> spans, Set<String> texts, Set<String> traits, Set<String> properties) {
    static final Constants NONE = new Constants(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());
}
