package io.cairn.personalization.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Keeps each live map that decisions are taken by, so that they can be taken again when another is live and
 * journey-service is not there to ask. What is seen while the database is away waits in memory.
 */
@Singleton
public class KeptMaps {
    private static final Logger LOG = Logger.getLogger(KeptMaps.class);

    private final StoredMaps stored;
    private final ObjectMapper mapper;
    private final MapReader reader;
    private final Map<MapId, String> waiting = new ConcurrentHashMap<>();

    KeptMaps(StoredMaps stored, ObjectMapper mapper, MapReader reader) {
        this.stored = stored;
        this.mapper = mapper;
        this.reader = reader;
    }

    /** A map came into use. */
    void seen(MapId id, String payload) {
        waiting.put(id, payload);
    }

    /** Writes what waits. What the database throws goes to the caller, and the rest goes on waiting. */
    void store() {
        waiting.forEach((id, payload) -> {
            stored.keep(id, payload);
            waiting.remove(id);
        });
    }

    /** Empty if it was never kept, or cannot be read any more. */
    Optional<LiveMap> find(MapId id) {
        return Optional.ofNullable(waiting.get(id)).or(() -> stored.find(id)).flatMap(payload -> read(id, payload));
    }

    private Optional<LiveMap> read(MapId id, String payload) {
        try {
            return Optional.of(reader.read(mapper.readTree(payload)));
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.errorf(e, "the kept %s cannot be read", id);
            return Optional.empty();
        }
    }
}
