package io.cairn.bench.drill;

import io.cairn.model.event.LoggedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Events for tests, as the drills make them. */
final class Made {
    private Made() {}

    static List<SentEvent> events(int size) {
        return source(size).next(size);
    }

    static EventSource source(int seed) {
        return new EventSource(
                new Cast("m"), new AtomicInteger(), Instant.parse("2026-01-31T12:00:00.123Z"), new Random(seed));
    }

    static Map<String, SentEvent> byId(List<SentEvent> events) {
        return events.stream().collect(Collectors.toMap(SentEvent::messageId, Function.identity()));
    }

    /** What a service that lost nothing gives back. */
    static Map<String, List<LoggedEvent>> timelines(List<SentEvent> events) {
        return events.stream()
                .collect(Collectors.groupingBy(
                        SentEvent::customerId,
                        TreeMap::new,
                        Collectors.mapping(SentEvent::event, Collectors.toList())));
    }
}
