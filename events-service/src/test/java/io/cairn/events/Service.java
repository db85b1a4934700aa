package io.cairn.events;

import static io.restassured.RestAssured.given;

import io.cairn.events.log.Retained;
import io.cairn.kit.profile.ProfileKeys;
import io.cairn.kit.profile.StoredProfile;
import io.cairn.model.profile.ProfileCodec;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.redis.datasource.stream.StreamRange;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.awaitility.Awaitility;

/** The service under test, as a caller sees it, and its stores. */
@ApplicationScoped
public class Service {
    private final DataSource database;
    private final RedisDataSource redis;
    private final Retained retained;

    Service(DataSource database, RedisDataSource redis, Retained retained) {
        this.retained = retained;
        this.database = database;
        this.redis = redis;
    }

    public static RequestSpecification caller() {
        return caller("local-dev-key");
    }

    public static RequestSpecification caller(String key) {
        return given().header("Authorization", "Bearer " + key).contentType(ContentType.JSON);
    }

    public static ValidatableResponse post(String path, Object body) {
        return caller().body(body).post(path).then();
    }

    public static ValidatableResponse batch(List<String> events) {
        return post("/v1/batch", "{\"batch\":[" + String.join(",", events) + "]}");
    }

    public static ValidatableResponse profile(String id) {
        return caller().get("/v1/profiles/{id}", id).then();
    }

    /** A track event. */
    public static String track(String messageId, String ids, String event, String at) {
        return "{\"type\":\"track\",\"messageId\":\"" + messageId + "\"," + ids + ",\"event\":\"" + event
                + "\",\"properties\":{\"value\":1.1},\"timestamp\":\"" + at + "\"}";
    }

    /** Forgets everything, in both stores. */
    public void wipe() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of(
                    "import",
                    "seen_event",
                    "seen_event_hour",
                    "seen_property",
                    "rebuild",
                    "doubt",
                    "event",
                    "message",
                    "snapshot",
                    "identity_join",
                    "identity_unjoin",
                    "external_id",
                    "identity",
                    "customer")) {
                statement.execute("DELETE FROM " + table);
            }
            statement.execute("UPDATE retained SET since = '-infinity'");
            statement.execute("UPDATE event_partition SET emptied = '-infinity'");
        }
        retained.look();
        redis.flushall();
        awaitComplete();
    }

    /** Of whom a change was announced, since Redis was emptied. */
    public List<String> announced() {
        return redis.stream(String.class).xrange(ProfileKeys.CHANGES, StreamRange.of("-", "+")).stream()
                .map(entry -> entry.payload().get("c"))
                .toList();
    }

    public void flushRedis() {
        redis.flushall();
    }

    /** Every profile and identity in Redis, by key, in bytes. */
    public Map<String, String> stored() {
        Map<String, String> stored = new TreeMap<>();
        for (String pattern : List.of("cairn:profile:*", "cairn:identity:*")) {
            for (String key : redis.key().keys(pattern)) {
                byte[] value = redis.value(byte[].class).get(key);
                stored.put(key, HexFormat.of().formatHex(value));
            }
        }
        return stored;
    }

    /** The profiles with events, and where ids lead; without revisions, which depend on how events were batched,
     * and without ids that lead nowhere else. */
    public Map<String, String> profiles() {
        Map<String, String> profiles = new TreeMap<>();
        redis.key().keys("cairn:profile:*").forEach(key -> {
            StoredProfile profile =
                    StoredProfile.decode(redis.value(byte[].class).get(key));
            if (profile.isOfSomebody()) {
                profiles.put(key, HexFormat.of().formatHex(ProfileCodec.encode(profile.profile())));
            }
        });
        redis.key().keys("cairn:identity:*").forEach(key -> {
            byte[] value = redis.value(byte[].class).get(key);
            String leadsTo = new String(value, Long.BYTES, value.length - Long.BYTES, StandardCharsets.UTF_8);
            if (!key.equals(ProfileKeys.identity(leadsTo))) { // to itself: it once led elsewhere
                profiles.put(key, leadsTo);
            }
        });
        return profiles;
    }

    /** Whose each logged event is. */
    public Map<String, String> owners() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT message_id, customer_id FROM event")) {
            Map<String, String> owners = new TreeMap<>();
            while (rows.next()) {
                owners.put(rows.getString(1), rows.getString(2));
            }
            return owners;
        }
    }

    public boolean isComplete() {
        return redis.key().exists(ProfileKeys.COMPLETE);
    }

    public void awaitComplete() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5)) // it takes some 30 ms, before each test
                .ignoreExceptions()
                .until(this::isComplete);
    }

    /** How many events are in the log. */
    public long logged() throws SQLException {
        return number("SELECT count(*) FROM event");
    }

    /** Changes the log behind the service's back. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Redis answers nobody for so long, and is otherwise as before. */
    public void pauseRedis(Duration time) {
        redis.execute("CLIENT", "PAUSE", Long.toString(time.toMillis()));
    }

    /** Changes a value in Redis behind the service's back. */
    public void change(String key, UnaryOperator<byte[]> change) {
        var values = redis.value(byte[].class);
        values.set(key, change.apply(values.get(key)));
    }

    /** Takes a key from Redis behind the service's back. */
    public void forget(String key) {
        redis.key().del(key);
    }

    public long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
