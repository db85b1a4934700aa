package io.cairn.personalization.position;

import static io.cairn.personalization.decision.Shop.caller;
import static io.cairn.personalization.decision.Shop.eventually;
import static io.cairn.personalization.decision.Shop.key;
import static io.cairn.personalization.position.Journeys.event;
import static io.cairn.personalization.position.Journeys.eventuallyLookedAt;
import static io.cairn.personalization.position.Journeys.eventuallyMoved;
import static io.cairn.personalization.position.Journeys.moves;
import static io.cairn.personalization.position.Journeys.population;
import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.kit.profile.ProfileKeys;
import io.cairn.kit.profile.ProfileMarks;
import io.cairn.kit.profile.ProfileStore;
import io.cairn.kit.profile.StoredProfile;
import io.cairn.kit.redis.RedisCalls;
import io.cairn.kit.servers.PostgresServer;
import io.cairn.kit.servers.RedisServer;
import io.cairn.kit.test.Beside;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.personalization.PersonalizationTest;
import io.cairn.personalization.customer.Position;
import io.cairn.personalization.customer.StateCodec;
import io.cairn.personalization.decision.Shop;
import io.cairn.personalization.position.persistence.PositionBook;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Positions while stores stop, forget, and replicas die. */
@PersonalizationTest
class PositionOutageTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Inject
    Journeys journeys;

    @Inject
    Shop shop;

    @Inject
    RedisCalls calls;

    @Inject
    ProfileMarks marks;

    @Inject
    ProfileStore profiles;

    @Inject
    PositionBook book;

    @Inject
    RedisLife life;

    @Inject
    DataSource database;

    PostgresServer postgres;
    RedisServer redis;

    private final String view = key("view");
    private final String buy = key("buy");
    private String journey;
    private String who;

    @BeforeEach
    void open() {
        journey = key("journey");
        who = key("u");
        publish();
        journeys.profile(who, 1, event(who, view, NOON));
        eventuallyMoved(who, journey, "null>viewed event 1");
    }

    private void publish() {
        journeys.open();
        journeys.publish(journey, 1, "viewed", "seen('" + view + "')", "bought", "seen('" + buy + "')");
        eventuallyLookedAt(journey, 1);
    }

    private void buys() {
        journeys.profile(who, 2, event(who, view, NOON), event(who, buy, NOON.plusSeconds(1)));
    }

    @AfterEach
    void startAgain() throws Exception {
        redis.start();
        postgres.start();
        eventually(() -> {
            try {
                return calls.call(Request.cmd(Command.PING)) != null;
            } catch (RuntimeException e) {
                return false;
            }
        });
    }

    /** Since when she is where she is, as decisions see it; empty if they see nothing. */
    private String since() {
        Response state = calls.call(
                Request.cmd(Command.HGET).arg("cairn:customer:{" + who + "}").arg("s"));
        Position position = state == null
                ? null
                : StateCodec.decode(state.toBytes()).positions().get(journey);
        return position == null ? "" : position.since().toString();
    }

    @Test
    void whatHappensWhilePostgresIsDownIsRecordedWhenItIsBack() throws Exception {
        postgres.stop(Duration.ofSeconds(10));
        buys();
        caller().get("/v1/customers/{id}/transitions", who).then().statusCode(503);
        caller().get("/v1/population/{journey}", journey).then().statusCode(503);
        postgres.start();
        eventually(() -> caller().get("/v1/customers/{id}/transitions", who).statusCode() == 200);
        eventuallyMoved(who, journey, "null>viewed event 1", "viewed>bought event 1");
    }

    @Test
    void emptiedRedisGetsItsSinceBackAndNobodyMoves() {
        String since = caller().get("/v1/customers/{id}/transitions", who).path("items[0].at");
        eventually(() -> since().equals(since));
        calls.call(Request.cmd(Command.FLUSHALL));
        journeys.profile(who, 1, event(who, view, NOON));
        publish();
        eventually(() -> since().equals(since));
        assertThat(moves(who, journey)).containsExactly("null>viewed event 1");
        assertThat(population(journey)).containsEntry("viewed", 1);
        assertThat(caller().get("/v1/customers/{id}/stages", who)
                        .<String>path("items.find { it.journey == '%s' }.since".formatted(journey)))
                .isEqualTo(since);
    }

    @Test
    void movesByAnIdThatLeadsNowhereYetAreNoEmptyList() {
        String external = "crm:" + who;
        shop.leads(external, who);
        assertThat(moves(external, journey)).containsExactly("null>viewed event 1");
        shop.losesProfiles();
        calls.call(Request.cmd(Command.DEL).arg(ProfileKeys.identity(external)));
        caller().get("/v1/customers/{id}/transitions", external).then().statusCode(503);
        assertThat(moves(who, journey)).containsExactly("null>viewed event 1");
        shop.leads(external, who);
        assertThat(moves(external, journey)).containsExactly("null>viewed event 1");
        journeys.open();
        assertThat(moves(key("stranger"), journey)).isEmpty();
    }

    @Test
    void announcementThatIsGoneIsMadeUpForByLookingAtEverybody() {
        calls.call(Request.cmd(Command.FLUSHALL));
        buys();
        // as if many others had been announced since, and this one not read
        calls.call(Request.cmd(Command.DEL).arg("cairn:profiles:changes"));
        publish();
        eventuallyMoved(who, journey, "null>viewed event 1", "viewed>bought event 1");
    }

    @Test
    void announcementThatIsLostWhileSomebodyRecordsIsNotForgotten() throws SQLException {
        eventually(this::isNobodyLeftToLookAt);
        long generation = book.record(pen -> {
            Registered before = pen.registered();
            CompletableFuture<Void> doubt = Beside.run(() -> {
                try {
                    book.doubt();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            eventually(() -> doubt.isDone() || isSomebodyToRecordNext());
            pen.register(before); // as another map does, with the rest of the row as it was
            return before.generation();
        });
        eventually(() -> registered().generation() > generation);
    }

    private boolean isSomebodyToRecordNext() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) > 0 from pg_stat_activity"
                        + " where wait_event = 'advisory' and query like '%pg_advisory_xact_lock%'")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Registered registered() {
        try {
            return book.registered();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void profilesPutBackAreLookedAtOnceAllAreThatCanBe() throws InterruptedException {
        eventually(this::isNobodyLeftToLookAt); // whatever became of Redis before
        flushAllButMaps();
        String witness = marks.leaveWitness(marks.run(), true);
        journeys.restored(who, 2, event(who, view, NOON), event(who, buy, NOON.plusSeconds(1)));
        Thread.sleep(2_000); // in which Redis is looked at more than once
        assertThat(moves(who, journey)).containsExactly("null>viewed event 1");
        marks.markBack(witness);
        eventuallyMoved(who, journey, "null>viewed event 1", "viewed>bought event 1");
    }

    private boolean isNobodyLeftToLookAt() {
        try {
            Registered registered = book.registered();
            return registered.redis().equals(life.name()) && registered.phase() == Registered.Phase.DONE;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Maps that are gone for a moment would be a reason to look at everybody. */
    private void flushAllButMaps() {
        calls.call(Request.cmd(Command.EVAL)
                .arg(
                        """
                        for _, key in ipairs(redis.call('KEYS', '*')) do
                          if not string.find(key, 'cairn:maps', 1, true) then redis.call('DEL', key) end
                        end
                        return 1""")
                .arg(0));
    }

    @Test
    void nobodyIsUnseenWhileAllWereThereInAnotherRunOfRedisOnly() {
        List<String> unseen = List.of(key("u"));
        marks.markComplete("another", marks.leaveWitness("another", false));
        assertThat(profiles.strangers(unseen)).isEmpty();
        journeys.open();
        assertThat(profiles.strangers(unseen)).isEqualTo(unseen);
    }

    @Test
    void whatADeadReplicaHadReadAnotherTakesOver() {
        String other = key("u");
        byte[] profile =
                new StoredProfile(1, CustomerProfile.empty(other).with(List.of(event(other, view, NOON)))).encode();
        calls.call(Request.cmd(Command.EVAL)
                .arg(
                        """
                        redis.call('SET', KEYS[1], ARGV[1])
                        redis.call('XADD', KEYS[2], '*', 'c', ARGV[2])
                        redis.call('XREADGROUP', 'GROUP', 'positions', 'dead', 'STREAMS', KEYS[2], '>')
                        return 1""")
                .arg(2)
                .arg("cairn:profile:{" + other + "}")
                .arg("cairn:profiles:changes")
                .arg(profile)
                .arg(other));
        eventuallyMoved(other, journey, "null>viewed event 1");
        eventually(() -> pending() == 0);
    }

    private long pending() {
        Response summary = calls.call(
                Request.cmd(Command.XPENDING).arg("cairn:profiles:changes").arg("positions"));
        return summary == null ? 0 : summary.get(0).toLong();
    }

    @Test
    void restartedRedisLosesNobody() throws Exception {
        redis.kill();
        redis.start();
        eventually(() -> {
            try {
                journeys.open();
                return true;
            } catch (RuntimeException e) {
                return false;
            }
        });
        publish();
        buys();
        eventuallyMoved(who, journey, "null>viewed event 1", "viewed>bought event 1");
    }
}
