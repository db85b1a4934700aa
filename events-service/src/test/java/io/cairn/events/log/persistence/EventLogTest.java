package io.cairn.events.log.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.events.log.PreparedEvent;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EventsTest
class EventLogTest {
    @Inject
    EventLog log;

    @Inject
    Service service;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    /** Whatever it is, such as a heap that is full: the connection goes back to a pool, which would commit what it finds. */
    @ParameterizedTest(name = "{0} events")
    @ValueSource(ints = {1, 150})
    void nothingIsLeftOfAnAttemptThatAnErrorEnds(int events) throws SQLException {
        List<PreparedEvent> prepared = IntStream.range(0, events)
                .mapToObj(i -> log.prepare(received("m" + i)))
                .toList();
        List<CompletableFuture<Boolean>> told = new ArrayList<>();
        assertThatThrownBy(() -> log.append(prepared, (appended, durable) -> {
                    told.add(durable);
                    throw new OutOfMemoryError("as if");
                }))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(told).singleElement().satisfies(durable -> assertThat(durable.join())
                .isFalse());
        assertThat(service.logged()).isZero();
        assertThat(service.number("SELECT count(*) FROM message")).isZero();

        log.append(prepared, (appended, durable) -> told.add(durable));
        assertThat(told.get(1).join()).isTrue();
        assertThat(service.logged()).isEqualTo(events);
    }

    private static ReceivedEvent received(String messageId) {
        Instant at = Instant.parse("2026-01-31T12:00:00Z");
        LoggedEvent event = new LoggedEvent(messageId, EventType.TRACK, "e", "u", null, at, Map.of(), Map.of());
        return new ReceivedEvent(event, at, false, Map.of(), Map.of(), Set.of());
    }
}
