package io.cairn.events.rebuild;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.events.identity.persistence.IdentityRows;
import io.cairn.events.log.Suspicion;
import io.cairn.events.rebuild.persistence.AllCustomers;
import io.cairn.kit.profile.ProfileKeys;
import io.cairn.kit.profile.ProfileMarks;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EventsTest
class OwnFaultTest {
    private static final String AT = "2026-01-31T12:00:00Z";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> THREE = List.of(
            track("m1", "\"userId\":\"u1\"", "e", AT),
            track("m2", "\"userId\":\"u2\"", "e", AT),
            track("m3", "\"userId\":\"u3\"", "e", AT));

    @Inject
    Service service;

    @Inject
    DataSource database;

    @Inject
    Suspicion suspicion;

    @Inject
    ProfileMarks marks;

    @Inject
    AllCustomers customers;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    @Test
    void customerWhoCannotBeFoldedHoldsUpNobodyElse() throws SQLException {
        batch(THREE).statusCode(200);
        service.execute("UPDATE event SET properties = '[]' WHERE message_id = 'm2'");
        service.flushRedis();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(service.stored().keySet())
                .containsExactlyInAnyOrder(ProfileKeys.profile("u1"), ProfileKeys.profile("u3")));
        assertThat(service.isComplete())
                .as("a missing profile is no stranger's")
                .isFalse();
        await().atMost(PATIENCE).until(marks::areBack);
        assertThat(service.announced())
                .as("whoever follows looks at everybody who is back")
                .isEmpty();
        service.flushRedis();
        await().atMost(PATIENCE).until(marks::areBack);
        service.execute("UPDATE event SET properties = NULL WHERE message_id = 'm2'");
        service.awaitComplete();
        assertThat(service.stored()).containsKey(ProfileKeys.profile("u2"));
    }

    @Test
    void customerWhoCannotBeFoldedDoesNotPutOffTheDoubtsOfOthers() throws SQLException {
        batch(THREE).statusCode(200);
        service.execute("UPDATE event SET properties = '[]' WHERE message_id = 'm2'");
        service.forget(ProfileKeys.profile("u2"));
        service.execute("INSERT INTO doubt VALUES ('u2')");
        await().atMost(PATIENCE).until(() -> !service.isComplete() && marks.isCheckPutOff(marks.run()));
        // a check of all would repair them, too
        marks.putOffCheck(marks.run(), marks.overrule().orElseThrow(), PATIENCE.multipliedBy(3));
        for (int i = 0; i < 5; i++) {
            service.forget(ProfileKeys.profile("u3"));
            service.execute("INSERT INTO doubt VALUES ('u3')");
            await().atMost(PATIENCE).until(() -> service.stored().containsKey(ProfileKeys.profile("u3")));
        }
        service.forget("cairn:profiles:put-off");
        service.execute("UPDATE event SET properties = NULL WHERE message_id = 'm2'");
        service.awaitComplete();
    }

    @Test
    void restoreThatWasBrokenOffGoesOnAsOne() throws SQLException {
        batch(THREE).statusCode(200);
        service.execute("UPDATE event SET properties = '[]' WHERE message_id = 'm2'");
        service.flushRedis();
        await().atMost(PATIENCE).until(marks::areBack);
        // as whoever is killed leaves it, who had u1 and not u3 back
        await().atMost(PATIENCE)
                .until(() -> customers.aloneDo(AllCustomers.Duty.GUARD, () -> {
                    service.forget(ProfileKeys.profile("u3"));
                    marks.leaveWitness(marks.run(), true);
                }));
        await().atMost(PATIENCE).until(marks::areBack);
        assertThat(service.stored()).containsKey(ProfileKeys.profile("u3"));
        assertThat(service.announced()).isEmpty();
    }

    @Test
    void suspicionHasAllProfilesChecked() {
        batch(THREE).statusCode(200);
        service.forget(ProfileKeys.profile("u2"));
        suspicion.raise();
        await().atMost(PATIENCE).until(() -> service.stored().containsKey(ProfileKeys.profile("u2")));
        assertThat(service.announced()).filteredOn("u2"::equals).hasSize(2);
    }

    /** A commit that was given up, and comes to pass all the same. */
    @Test
    void suspicionWaitsForWhatIsUnderWay() throws SQLException {
        batch(THREE).statusCode(200);
        String profile = service.stored().get(ProfileKeys.profile("u2"));
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            new IdentityRows(connection).keepMerges(false); // as all do that add events
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "UPDATE customer SET revision = revision + 1, rebased = revision + 1 WHERE id = 'u2'");
            }
            suspicion.raise();
            await().atMost(PATIENCE)
                    .until(() ->
                            service.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                                    > 0);
            connection.commit();
        }
        await().atMost(PATIENCE).until(() -> !profile.equals(service.stored().get(ProfileKeys.profile("u2"))));
    }

    @Test
    void joinSentAgainIsFollowedByAllThatItDid() {
        String identify =
                "{\"type\":\"identify\",\"messageId\":\"j\",\"userId\":\"u\",\"anonymousId\":\"a\",\"timestamp\":\""
                        + AT + "\"}";
        batch(List.of(track("m", "\"anonymousId\":\"a\"", "e", AT))).statusCode(200);
        batch(List.of(identify)).statusCode(200);
        var before = service.stored();
        before.keySet().forEach(service::forget);
        batch(List.of(identify)).statusCode(200);
        assertThat(service.stored())
                .isEqualTo(before)
                .containsKeys(ProfileKeys.identity("a"), ProfileKeys.profile("a"));
    }
}
