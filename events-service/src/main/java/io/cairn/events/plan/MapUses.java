package io.cairn.events.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.redis.RedisError;
import io.cairn.kit.redis.RedisUnavailable;
import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Conditions;
import io.cairn.model.condition.InvalidCondition;
import io.cairn.model.map.InvalidMap;
import io.cairn.model.map.JourneyMap;
import io.cairn.model.map.JourneyMaps;
import io.cairn.model.map.Stage;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Which live maps name which events, as journey-service publishes them in Redis. */
@ApplicationScoped
public class MapUses {
    private static final Logger LOG = Logger.getLogger(MapUses.class);

    // written by journey-service, whose PublishedMaps documents them
    private static final String MAPS = "cairn:maps";
    private static final String REVISION = "{cairn:maps}:revision";

    private final RedisCalls redis;
    private final ObjectMapper json;
    private final Instance<Conditions> conditions;
    private String revision = "";
    private Map<String, List<Use>> uses = Map.of();

    /**
     * @param journey a map's key
     * @param pointers where in it the event is named
     */
    public record Use(String journey, Set<String> pointers) {}

    /** @param conditions not made before it is needed: it takes a second */
    MapUses(RedisCalls redis, ObjectMapper json, Instance<Conditions> conditions) {
        this.redis = redis;
        this.json = json;
        this.conditions = conditions;
    }

    /** By the event's name; empty if Redis is away. */
    public synchronized Optional<Map<String, List<Use>>> byEvent() {
        try {
            Response now = redis.call(Request.cmd(Command.GET).arg(REVISION));
            if (now != null && !now.toString().equals(revision)) {
                Response payloads = redis.call(Request.cmd(Command.HVALS).arg(MAPS));
                uses = read(payloads == null ? List.of() : payloads);
                revision = now.toString();
            }
            return Optional.of(uses);
        } catch (RedisUnavailable | RedisError e) {
            return Optional.empty();
        }
    }

    private Map<String, List<Use>> read(Iterable<Response> payloads) {
        Map<String, Map<String, Set<String>>> found = new HashMap<>();
        for (Response payload : payloads) {
            try {
                JsonNode published = json.readTree(payload.toString());
                String journey = published.path("key").asText();
                new Reading(JourneyMaps.read(published.path("map")))
                        .names.forEach((event, pointers) -> found.computeIfAbsent(event, name -> new TreeMap<>())
                                .put(journey, pointers));
            } catch (JsonProcessingException | InvalidMap e) {
                LOG.warnf("a published map cannot be read: %s", e.getMessage());
            }
        }
        Map<String, List<Use>> read = new HashMap<>();
        found.forEach((event, journeys) -> read.put(
                event,
                journeys.entrySet().stream()
                        .map(journey -> new Use(journey.getKey(), journey.getValue()))
                        .toList()));
        return read;
    }

    /** One map, and where it names which events. */
    private final class Reading {
        final Map<String, Set<String>> names = new HashMap<>();

        Reading(JourneyMap map) {
            for (int i = 0; i < map.personas().size(); i++) {
                asked(map.personas().get(i).criteria(), ConditionKind.PERSONA_CRITERIA, "/personas/" + i + "/criteria");
            }
            for (int i = 0; i < map.stages().size(); i++) {
                stage(map.stages().get(i), "/stages/" + i);
            }
        }

        private void stage(Stage stage, String pointer) {
            asked(stage.entryCriteria(), ConditionKind.ENTRY_CRITERIA, pointer + "/entryCriteria");
            for (int i = 0; i < stage.kpis().size(); i++) {
                String event = stage.kpis().get(i).event();
                if (event != null) {
                    named(event, pointer + "/kpis/" + i + "/event");
                }
            }
            for (int i = 0; i < stage.touchpoints().size(); i++) {
                List<String> events = stage.touchpoints().get(i).events();
                for (int j = 0; j < events.size(); j++) {
                    named(events.get(j), pointer + "/touchpoints/" + i + "/events/" + j);
                }
            }
        }

        private void asked(@Nullable String condition, ConditionKind kind, String pointer) {
            if (condition == null || condition.isBlank()) {
                return;
            }
            try {
                conditions.get().compile(condition, kind).eventNames().forEach(event -> named(event, pointer));
            } catch (InvalidCondition e) {
                LOG.warnf("a condition of a published map cannot be read: %s", e.getMessage());
            }
        }

        private void named(String event, String pointer) {
            names.computeIfAbsent(event, name -> new TreeSet<>()).add(pointer);
        }
    }
}
