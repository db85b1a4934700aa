package io.cairn.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.RedisConnection;
import io.cairn.bench.cairn.Replica;
import io.cairn.bench.cairn.Server;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * A second personalization-service on the servers of a Cairn with the sample, but with a catalogue of its own in PostgreSQL,
 * and with its own copy of the sample's profiles and maps in Redis.
 */
final class SecondShop implements AutoCloseable {
    private static final int REDIS_DATABASE = 1;
    private static final String COPY =
            "EVAL \"local n=0 for _,p in ipairs({'cairn:profile*','cairn:identity*','cairn:maps','{cairn:maps}*'}) do"
                    + " for _,k in ipairs(redis.call('KEYS',p)) do if k ~= 'cairn:profiles:changes' then"
                    + " n=n+redis.call('COPY',k,k,'DB'," + REDIS_DATABASE + ",'REPLACE') end end end return n\" 0";

    private final Replica replica;

    private SecondShop(Replica replica) {
        this.replica = replica;
    }

    static SecondShop start(CairnProcess cairn) throws Failure, IOException, InterruptedException {
        try (Connection superuser = cairn.home().postgres();
                Statement statement = superuser.createStatement()) {
            statement.execute("create database personalization_second owner personalization");
        } catch (SQLException e) {
            throw new Failure("no second database: " + e.getMessage());
        }
        try (RedisConnection redis = cairn.home().redis()) {
            String copied = redis.call(COPY);
            if (!copied.startsWith(":")) {
                throw new Failure("Redis says " + copied);
            }
        }
        return new SecondShop(Replica.start(cairn, Server.PERSONALIZATION, "personalization_second", REDIS_DATABASE));
    }

    /** Saves here what the first has of these kinds, such as {@code offers}. */
    void copyFrom(Api first, List<String> kinds) throws Failure, IOException, InterruptedException {
        for (String kind : kinds) {
            for (JsonNode item : ok(first.get(Server.PERSONALIZATION, "/v1/" + kind + "?limit=1000"))
                    .path("items")) {
                ok(api().put(
                                Server.PERSONALIZATION,
                                "/v1/" + kind + "/" + item.path("key").asText(),
                                item));
            }
        }
    }

    Api api() {
        return replica.api();
    }

    int port() {
        return replica.port();
    }

    static JsonNode ok(Api.Answer answer) throws Failure {
        if (!answer.isSuccess()) {
            throw new Failure("answered " + answer);
        }
        return answer.body();
    }

    @Override
    public void close() {
        replica.close();
    }
}
