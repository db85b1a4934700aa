package io.cairn.personalization.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.redis.RedisScript;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Brings the live maps in memory up to those that journey-service publishes in Redis. Where Redis is away or was
 * emptied, and where a map cannot be read, memory stays as it is.
 */
@Singleton
public class LiveMaps {
    private static final Logger LOG = Logger.getLogger(LiveMaps.class);

    // written by journey-service
    private static final String MAPS = "cairn:maps";
    private static final String REVISION = "{cairn:maps}:revision";

    /** The revision and its maps, in one moment: a flush between the two would look like maps that were all archived. */
    private static final RedisScript READ_IF_CHANGED = RedisScript.of(
            """
            local revision = redis.call('GET', KEYS[2])
            if not revision or revision == ARGV[1] then
              return false
            end
            return {revision, redis.call('HVALS', KEYS[1])}
            """);

    private final RedisCalls redis;
    private final ObjectMapper mapper;
    private final MapReader reader;
    private final KeptMaps kept;
    private final Catalogues catalogues;

    private final SortedMap<String, String> damaged = new TreeMap<>();
    private String revision = "";
    private volatile boolean loaded;

    LiveMaps(RedisCalls redis, ObjectMapper mapper, MapReader reader, KeptMaps kept, Catalogues catalogues) {
        this.redis = redis;
        this.mapper = mapper;
        this.reader = reader;
        this.kept = kept;
        this.catalogues = catalogues;
    }

    /** Whether the maps were read once. */
    boolean isLoaded() {
        return loaded;
    }

    /** Which published map cannot be used, by journey, and why. */
    synchronized Map<String, String> damaged() {
        return new TreeMap<>(damaged);
    }

    /** Reads the maps if there are others. @throws io.cairn.kit.redis.RedisUnavailable and memory stays as it was */
    synchronized void refresh() {
        Response changed = redis.run(READ_IF_CHANGED, List.of(MAPS, REVISION), List.of(revision));
        if (changed == null) {
            return; // without a revision Redis has lost its data, not the journeys
        }
        SortedMap<String, LiveMap> maps = new TreeMap<>();
        damaged.clear();
        for (Response payload : changed.get(1)) {
            take(payload.toBytes(), maps);
        }
        catalogues.replaceMaps(maps.values());
        revision = changed.get(0).toString();
        loaded = true;
    }

    /** Reads the maps again and again until something holds, or for as long as given. */
    void awaitChange(Duration atMost, BooleanSupplier holds) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (!holds.getAsBoolean() && System.nanoTime() - end < 0) {
                Thread.sleep(50);
                refresh();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.debugf("the live maps cannot be read now: %s", e.getMessage());
        }
    }

    private void take(byte[] payload, Map<String, LiveMap> maps) {
        String key = "?";
        try {
            MapId id = reader.id(payload);
            key = id.journey();
            LiveMap known = catalogues.current().map(key).orElse(null);
            if (known != null && known.id().equals(id)) {
                maps.put(key, known);
                return;
            }
            maps.put(key, reader.read(mapper.readTree(payload)));
            kept.seen(id, new String(payload, UTF_8));
        } catch (IOException | RuntimeException e) {
            LOG.errorf(e, "the live map of journey %s cannot be used", key);
            damaged.put(key, String.valueOf(e.getMessage()));
            String journey = key;
            catalogues.current().map(key).ifPresent(before -> maps.put(journey, before));
        }
    }
}
