package io.cairn.bench.floor;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.value.ValueCommands;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** Endpoints as one writes them with Quarkus, which do nothing but what cannot be left out. */
@Path("/floor")
public class FloorResource {
    private final ValueCommands<String, byte[]> values;

    FloorResource(RedisDataSource redis) {
        this.values = redis.value(byte[].class);
    }

    /** As large as what events-service answers. */
    public record Taken(boolean success, int accepted, int duplicates, List<String> rejected) {}

    /** @param padding so that the answer is as large as the one that it is compared with */
    public record Answer(int found, String padding) {}

    /** Parses JSON, and answers. */
    @POST
    @Path("/parse")
    public Taken parse(JsonNode body) {
        return new Taken(body.isObject(), 1, 0, List.of());
    }

    /** Parses JSON, reads one value of Redis, and answers so many bytes. */
    @POST
    @Path("/read")
    public Answer read(@QueryParam("key") String key, @QueryParam("bytes") int bytes, JsonNode body) {
        byte[] value = values.get(key);
        return new Answer(value == null ? 0 : value.length, "x".repeat(Math.max(0, bytes)));
    }
}
