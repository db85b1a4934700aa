package io.cairn.events.rebuild;

import static io.cairn.events.Service.batch;
import static io.cairn.events.Service.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cairn.events.EventsTest;
import io.cairn.events.Service;
import io.cairn.events.rebuild.persistence.AllCustomers;
import io.cairn.kit.profile.ProfileKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose events are moved is in doubt until it shows, while nobody else is. */
@EventsTest
class MovedEventsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Whoever takes the mark away, and sets it again, leaves it without an end. */
    private static final Duration END_OF_MARK = Duration.ofHours(1);

    @Inject
    Service service;

    @Inject
    RedisDataSource redis;

    @Inject
    AllCustomers customers;

    @BeforeEach
    void wipe() throws SQLException {
        service.wipe();
    }

    @Test
    void strangersStayStrangersWhileCustomersBecomeOneAndArePartedAgain() throws SQLException {
        deviceWithAUser();
        batch(List.of(track("m3", "\"userId\":\"v\"", "e", at("12")))).statusCode(200);
        giveTheMarkAnEnd();
        post("/v1/alias", "u", "v");
        awaitNoDoubt();
        post("/v1/unalias", "u", "v");
        awaitNoDoubt();
        becomesKnown("device");
        awaitNoDoubt();
        assertThat(wasTheMarkAway()).isFalse();
    }

    @Test
    void whomSomebodyMovedWhoDiedIsFoldedWhileTheMarkStays() throws SQLException {
        deviceWithAUser();
        Map<String, String> before = service.stored();
        giveTheMarkAnEnd();
        service.forget(ProfileKeys.profile("u"));
        service.execute("INSERT INTO doubt (customer_id, moved) VALUES ('u', true)");
        awaitNoDoubt();
        assertThat(service.stored()).isEqualTo(before);
        assertThat(wasTheMarkAway()).isFalse();
    }

    @Test
    void nobodyIsAStrangerWhileProfilesLackWhatWasAcknowledged() throws SQLException {
        deviceWithAUser();
        giveTheMarkAnEnd();
        service.forget(ProfileKeys.profile("u"));
        service.execute("INSERT INTO doubt (customer_id) VALUES ('u')");
        awaitNoDoubt();
        service.awaitComplete();
        assertThat(wasTheMarkAway()).isTrue();
    }

    /** The guardian is kept from it: as somebody had died after the commit, and the sender, not answered, were quicker. */
    @Test
    void eventSentAgainIsAcknowledgedOnceAllShowWhomItMoved() throws SQLException {
        deviceWithAUser();
        await().atMost(PATIENCE)
                .until(() -> customers.aloneDo(AllCustomers.Duty.DOUBTS, () -> {
                    becomesKnown("device");
                    Map<String, String> before = service.stored();
                    assertThat(before)
                            .containsKeys(
                                    ProfileKeys.profile("u"),
                                    ProfileKeys.profile("device"),
                                    ProfileKeys.identity("device"));
                    before.keySet().forEach(service::forget);
                    becomesKnown("device");
                    assertThat(service.stored()).isEqualTo(before);
                }));
        awaitNoDoubt();
    }

    /** What the device did before goes to its user. */
    private static void deviceWithAUser() {
        batch(List.of(
                        track("m1", "\"anonymousId\":\"device\"", "e", at("10")),
                        "{\"type\":\"identify\",\"messageId\":\"i1\",\"userId\":\"u\",\"anonymousId\":\"device\","
                                + "\"timestamp\":\"" + at("11") + "\"}"))
                .statusCode(200);
    }

    /** So its join does not count any more, and what it did goes back. */
    private static void becomesKnown(String device) {
        batch(List.of(track("m2", "\"userId\":\"" + device + "\"", "e", at("12"))))
                .statusCode(200);
    }

    private static void post(String path, String previousId, String userId) {
        Service.post(path, "{\"previousId\":\"" + previousId + "\",\"userId\":\"" + userId + "\"}")
                .statusCode(200);
    }

    private static String at(String hour) {
        return "2026-01-31T" + hour + ":00:00Z";
    }

    private void awaitNoDoubt() {
        await().atMost(PATIENCE).until(() -> service.number("SELECT count(*) FROM doubt") == 0);
    }

    private void giveTheMarkAnEnd() {
        assertThat(redis.key().expire(ProfileKeys.COMPLETE, END_OF_MARK)).isTrue();
    }

    private boolean wasTheMarkAway() {
        return redis.key().pttl(ProfileKeys.COMPLETE) < 0;
    }
}
