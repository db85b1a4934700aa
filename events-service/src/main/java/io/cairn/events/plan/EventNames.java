package io.cairn.events.plan;

import io.cairn.events.plan.persistence.SeenRepository;
import io.cairn.kit.paging.Page;
import io.cairn.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a designer can write conditions on. */
@ApplicationScoped
public class EventNames {
    private final SeenRepository repository;
    private final MapUses maps;
    private final Clock clock;

    EventNames(SeenRepository repository, MapUses maps, Clock clock) {
        this.repository = repository;
        this.maps = maps;
        this.clock = clock;
    }

    /** In the order of their names; fewer than the limit where they have many properties. */
    public Page<SeenEvent> after(String name, int limit) throws SQLException {
        return repository.after(name, limit, clock.instant());
    }

    /** @throws ProblemException 404 if it was neither seen nor planned */
    public SeenEvent named(String name) throws SQLException {
        return repository.named(name, clock.instant()).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("no event '" + name + "' was seen"));
    }

    /** Which live maps use which events; empty if Redis is away. */
    public Optional<Map<String, List<MapUses.Use>>> uses() {
        return maps.byEvent();
    }
}
