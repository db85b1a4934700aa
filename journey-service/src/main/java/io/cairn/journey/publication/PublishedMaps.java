package io.cairn.journey.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.redis.RedisScript;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The live maps in Redis, where decisions read them; this class alone writes these keys.
 *
 * <ul>
 *   <li>{@code cairn:maps}, a hash: the field is the journey's key, the value JSON in UTF-8,
 *       <pre>{@code {"key":"shop","version":3,"publishedAt":"2026-01-31T12:00:00Z","map":{…}}}</pre>
 *       with the map in the form that journeys are drawn in. No live map, no hash.
 *   <li>{@code {cairn:maps}:revision}, a whole number as text: of which publication the hash is. Both are replaced as one.
 *       A reader holds its maps for as long as the revision is the one that it read them at. It compares for
 *       <em>another</em> revision and not for a higher one, for a PostgreSQL restored from a backup goes back; and where
 *       there is no revision Redis has lost its data, not the journeys: the reader goes on with what it holds.
 * </ul>
 *
 * <p>Every method throws {@link io.cairn.kit.redis.RedisUnavailable} if Redis is away.
 */
@ApplicationScoped
public class PublishedMaps {
    static final String MAPS = "cairn:maps";
    static final String REVISION = "{cairn:maps}:revision";

    /** What {@link #revision()} gives where Redis has none. */
    static final String NONE = "";

    /** Replaces the maps if the revision is still the one seen before they were read: a late replica overwrites none. */
    private static final RedisScript REPLACE = RedisScript.of(
            """
            if (redis.call('GET', KEYS[2]) or '') ~= ARGV[1] then
              return 0
            end
            redis.call('DEL', KEYS[1])
            for i = 3, #ARGV, 2 do
              redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
            end
            redis.call('SET', KEYS[2], ARGV[2])
            return 1
            """);

    /**
     * Changes some maps if the revision is still the one seen before. Should the hash have been lost and the revision not,
     * the revision goes too: readers then keep what they hold, and the next turn writes everything.
     */
    private static final RedisScript CHANGE = RedisScript.of(
            """
            if (redis.call('GET', KEYS[2]) or '') ~= ARGV[1] then
              return 0
            end
            local live = tonumber(ARGV[4])
            for i = 5, 4 + 2 * live, 2 do
              redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
            end
            for i = 5 + 2 * live, #ARGV do
              redis.call('HDEL', KEYS[1], ARGV[i])
            end
            if redis.call('HLEN', KEYS[1]) ~= tonumber(ARGV[3]) then
              redis.call('DEL', KEYS[2])
              return 0
            end
            redis.call('SET', KEYS[2], ARGV[2])
            return 1
            """);

    private final RedisCalls redis;
    private final ObjectMapper mapper;

    PublishedMaps(RedisCalls redis, ObjectMapper mapper) {
        this.redis = redis;
        this.mapper = mapper;
    }

    /** Of which publication the maps in Redis are, as text; {@link #NONE} if there is none. */
    String revision() {
        Response revision = redis.call(Request.cmd(Command.GET).arg(REVISION));
        return revision == null ? NONE : revision.toString();
    }

    /**
     * Replaces all maps.
     *
     * @param seen the revision that was in Redis before the publication was read
     * @return false if another replica replaced them meanwhile
     */
    boolean replace(String seen, Publication publication) {
        List<String> arguments = new ArrayList<>();
        arguments.add(seen);
        arguments.add(Long.toString(publication.revision()));
        publication.maps().forEach(map -> {
            arguments.add(map.key());
            arguments.add(payload(map));
        });
        return Objects.requireNonNull(redis.run(REPLACE, List.of(MAPS, REVISION), arguments))
                .toBoolean();
    }

    /**
     * Changes those that changed since a revision.
     *
     * @param seen the revision that is in Redis, after which the publication tells what changed
     * @return false if another replica was faster, or Redis has not all that it should have: all are to be replaced
     */
    boolean change(String seen, Publication changes) {
        List<String> arguments = new ArrayList<>();
        arguments.add(seen);
        arguments.add(Long.toString(changes.revision()));
        arguments.add(Integer.toString(changes.count()));
        arguments.add(Integer.toString(changes.maps().size()));
        changes.maps().forEach(map -> {
            arguments.add(map.key());
            arguments.add(payload(map));
        });
        arguments.addAll(changes.withdrawn());
        return Objects.requireNonNull(redis.run(CHANGE, List.of(MAPS, REVISION), arguments))
                .toBoolean();
    }

    private String payload(LiveMap live) {
        try {
            return mapper.createObjectNode()
                    .put("key", live.key())
                    .put("version", live.version())
                    .put("publishedAt", live.publishedAt().toString())
                    .set("map", mapper.readTree(live.map()))
                    .toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the map of '" + live.key() + "' is not JSON", e);
        }
    }
}
