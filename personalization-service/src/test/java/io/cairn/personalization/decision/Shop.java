package io.cairn.personalization.decision;

import static io.restassured.RestAssured.given;

import io.cairn.kit.profile.ProfileKeys;
import io.cairn.kit.profile.ProfileMarks;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.profile.StoredIdentity;
import io.cairn.kit.profile.StoredProfile;
import io.cairn.kit.redis.RedisCalls;
import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.customer.CapsMarker;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What the tests of the running service have in common: a map, placements and offers, customers, and questions. */
@Singleton
public class Shop {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final String MAP =
            """
            {"key":"shop","version":1,"publishedAt":"2026-01-31T12:00:00Z","map":{"name":"Shop","stages":[
             {"key":"awareness","name":"Awareness"},
             {"key":"consideration","name":"Consideration","entryCriteria":"seen('product_view')"},
             {"key":"loyalty","name":"Loyalty","entryCriteria":"since('purchase') < days(30)"}]}}""";

    private final RedisCalls redis;
    private final ProfileStore profiles;
    private final ProfileMarks marks;
    private final Catalogues catalogues;
    private final CapsMarker caps;

    Shop(RedisCalls redis, ProfileStore profiles, ProfileMarks marks, Catalogues catalogues, CapsMarker caps) {
        this.redis = redis;
        this.profiles = profiles;
        this.marks = marks;
        this.catalogues = catalogues;
        this.caps = caps;
    }

    public static String key(String name) {
        return name + "-" + NUMBER.incrementAndGet();
    }

    public static RequestSpecification caller() {
        return given().header("Authorization", "Bearer local-dev-key").contentType(ContentType.JSON);
    }

    public static void put(String path, String body) {
        caller().body(body.replace('\'', '"')).put(path).then().statusCode(org.hamcrest.Matchers.oneOf(200, 201));
    }

    public static Response decide(String body) {
        return caller().body(body.replace('\'', '"')).post("/v1/decisions");
    }

    /** An offer by this key, in every channel, and a rule that puts it up at one placement. */
    public static void offer(String key, String placement, String more) {
        put(
                "/v1/offers/" + key,
                """
                {'name':'An offer'%s,'representations':[{'channel':'web','content':{'text':'Hello {traits.firstName ?: "friend"}'}},
                  {'channel':'email','content':{'subject':'Hello'}}]}"""
                        .formatted(more)
                        .replace("\"friend\"", "\\\"friend\\\""));
        put("/v1/rules/" + key, "{'name':'A rule','offers':['%s'],'placements':['%s']}".formatted(key, placement));
    }

    public static void placement(String key, String more) {
        put("/v1/placements/" + key, "{'name':'A placement'%s}".formatted(more));
    }

    /** Marks profiles as complete, publishes the map and waits until both are in use. */
    public void open() {
        marks.markComplete(marks.run(), marks.leaveWitness(marks.run(), false));
        redis.call(Request.cmd(Command.HSET).arg("cairn:maps").arg("shop").arg(MAP));
        redis.call(Request.cmd(Command.SET).arg("{cairn:maps}:revision").arg("r" + System.nanoTime()));
        eventually(() -> catalogues.current().map("shop").isPresent());
        eventually(this::capsAreKnown);
    }

    /** Until it opens again it is not known whether all profiles are there. */
    public void losesProfiles() {
        redis.call(Request.cmd(Command.DEL).arg(ProfileKeys.COMPLETE));
    }

    public boolean capsAreKnown() {
        return caps.isComplete();
    }

    /** A customer who did this, in this order, a minute between. */
    public void customer(String id, Instant from, String... events) {
        List<LoggedEvent> logged = new ArrayList<>();
        for (String event : events) {
            Instant at = from.plus(Duration.ofMinutes(logged.size()));
            logged.add(new LoggedEvent(id + logged.size(), EventType.TRACK, event, id, null, at, Map.of(), Map.of()));
        }
        profiles.putIfNewer(List.of(
                new StoredProfile(logged.size(), CustomerProfile.empty(id).with(logged))));
    }

    /** A customer who did something with a device. */
    public void customerWithDevice(String id, String device, Instant at) {
        LoggedEvent event = new LoggedEvent(id + device, EventType.IDENTIFY, null, id, device, at, Map.of(), Map.of());
        profiles.putIfNewer(
                List.of(new StoredProfile(1, CustomerProfile.empty(id).with(List.of(event)))));
    }

    /** A customer who said whether she wants email. */
    public void emailConsent(String id, long revision, boolean given) {
        Instant at = Instant.parse("2026-03-01T10:00:00Z").plusSeconds(revision);
        LoggedEvent said = new LoggedEvent(
                id + revision, EventType.IDENTIFY, null, id, null, at, Map.of(), Map.of("consent.email", given));
        profiles.putIfNewer(
                List.of(new StoredProfile(revision, CustomerProfile.empty(id).with(List.of(said)))));
    }

    /** A customer whose events are all another's. */
    public void movedAway(String id) {
        profiles.putIfNewer(List.of(new StoredProfile(1_000, CustomerProfile.empty(id))));
    }

    /** Lets a device's id lead to a customer. */
    public void leads(String device, String customerId) {
        profiles.putIdentities(List.of(new StoredIdentity(device, 1, customerId)));
    }

    /** Lets a device's id lead to itself again. */
    public void parted(String device) {
        profiles.putIdentities(List.of(new StoredIdentity(device, 2, device)));
    }

    public boolean everythingIsLogged() {
        var pending = redis.call(Request.cmd(Command.HLEN).arg("cairn:decisions:pending"));
        return pending != null && pending.toInteger() == 0;
    }

    public static void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come true within 20 seconds");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
