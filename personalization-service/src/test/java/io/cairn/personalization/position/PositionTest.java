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
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import io.cairn.personalization.PersonalizationTest;
import io.cairn.personalization.decision.Shop;
import io.cairn.personalization.position.persistence.PositionBook;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where customers stand, without anybody asking. */
@PersonalizationTest
class PositionTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Inject
    Journeys journeys;

    @Inject
    Shop shop;

    @Inject
    Pass pass;

    @Inject
    PositionBook book;

    @Inject
    Clock clock;

    @Inject
    DataSource database;

    private final String view = key("view");
    private final String buy = key("buy");
    private String journey;
    private String who;
    private int earlier;

    @BeforeEach
    void open() {
        journey = key("journey");
        who = key("u");
        journeys.open();
        journeys.publish(journey, 1, "viewed", "seen('" + view + "')", "bought", "seen('" + buy + "')");
        eventuallyLookedAt(journey, 1);
        earlier = population(journey).get(null);
    }

    private void on(String stage, int customers) {
        eventually(() -> population(journey).getOrDefault(stage, 0) == customers);
    }

    @Test
    void eventMovesHerAndIsCounted() {
        journeys.profile(who, 1, event(who, view, NOON));
        eventuallyMoved(who, journey, "null>viewed event 1");
        assertThat(population(journey)).containsEntry("viewed", 1).containsEntry(null, earlier);
        journeys.profile(who, 2, event(who, view, NOON), event(who, buy, NOON.plusSeconds(1)));
        eventuallyMoved(who, journey, "null>viewed event 1", "viewed>bought event 1");
        assertThat(population(journey)).containsEntry("viewed", 0).containsEntry("bought", 1);
        String at = caller().get("/v1/customers/{id}/transitions", who).path("items[0].at");
        caller().get("/v1/customers/{id}/stages", who)
                .then()
                .statusCode(200)
                .body("items.find { it.journey == '%s' }.since".formatted(journey), equalTo(at));
        caller().get("/v1/population/{journey}/bought", journey)
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of(Map.of("customerId", who, "since", at))));
    }

    @Test
    void stagesAreListedPageByPage() {
        String other = journey + "b";
        journeys.publish(other, 1, "viewed", "seen('" + view + "')");
        eventuallyLookedAt(other, 1);
        journeys.profile(who, 1, event(who, view, NOON));
        String next = caller().get("/v1/customers/{id}/stages?limit=1", who)
                .then()
                .statusCode(200)
                .body("items.journey", equalTo(List.of(journey)))
                .extract()
                .path("next");
        caller().get("/v1/customers/{id}/stages?limit=1&cursor={next}", who, next)
                .then()
                .statusCode(200)
                .body("items.journey", equalTo(List.of(other)))
                .body("next", nullValue());
        caller().get("/v1/customers/{id}/stages?limit=0", who).then().statusCode(400);
        caller().get("/v1/customers/{id}/stages?cursor=!", who).then().statusCode(400);
    }

    @Test
    void customerOnNoStageIsCountedAsSuch() {
        journeys.profile(who, 1, event(who, "something", NOON));
        on(null, earlier + 1);
        assertThat(moves(who, journey)).isEmpty();
    }

    @Test
    void lateEventIsACorrection() {
        journeys.profile(who, 1, event(who, view, NOON));
        eventuallyMoved(who, journey, "null>viewed event 1");
        journeys.profile(who, 2, event(who, view, NOON), event(who, buy, NOON.minusSeconds(60)));
        eventuallyMoved(who, journey, "null>viewed event 1", "viewed>bought correction 1");
    }

    @Test
    void timeAloneMovesHer() {
        journeys.publish(journey, 2, "active", "seen('" + view + "')", "idle", "since('" + view + "') > hours(1)");
        eventuallyLookedAt(journey, 2);
        Instant soon = clock.instant().minus(Duration.ofHours(1)).plusSeconds(2);
        journeys.profile(who, 1, event(who, view, soon));
        eventuallyMoved(who, journey, "null>active event 2", "active>idle time 2");
        Instant moved = Instant.parse(
                caller().get("/v1/customers/{id}/transitions", who).path("items[0].at"));
        assertThat(moved)
                .isBetween(
                        soon.plus(Duration.ofHours(1)),
                        soon.plus(Duration.ofHours(1)).plusSeconds(10));
        assertThat(population(journey)).containsEntry("active", 0).containsEntry("idle", 1);
    }

    @Test
    void whoWaitsForHerProfileKeepsNobodyFromMovingWithTime() throws SQLException {
        journeys.publish(journey, 2, "active", "seen('" + view + "')", "idle", "since('" + view + "') > hours(1)");
        eventuallyLookedAt(journey, 2);
        shop.losesProfiles();
        execute(
                """
                insert into tracked_customer
                select 'waiting-' || n, 1, now(), now(), now() - interval '1 day', determination.generation
                from determination, generate_series(1, 1200) n""");
        try {
            Instant soon = clock.instant().minus(Duration.ofHours(1)).plusSeconds(2);
            journeys.profile(who, 1, event(who, view, soon));
            eventuallyMoved(who, journey, "null>active event 2", "active>idle time 2");
        } finally {
            execute("delete from tracked_customer where customer_id like 'waiting-%'");
            journeys.open();
        }
    }

    @Test
    void everybodyIsLookedAtAgainWhenCartsAreReadFromOtherEvents() throws SQLException {
        eventually(this::isNobodyLeftToLookAt);
        pass.beginIfCartsAreOthers();
        long generation = registered().generation();
        execute("update determination set carts = 'others'");
        pass.beginIfCartsAreOthers();
        assertThat(registered().generation()).isEqualTo(generation + 1);
        pass.beginIfCartsAreOthers();
        assertThat(registered().generation()).isEqualTo(generation + 1);
        eventually(this::isNobodyLeftToLookAt);
    }

    private boolean isNobodyLeftToLookAt() {
        return registered().phase() == Registered.Phase.DONE;
    }

    private Registered registered() {
        try {
            return book.registered();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void publishMovesEverybodyAndRollingBackMovesThemBack() {
        journeys.profile(who, 1, event(who, view, NOON));
        eventuallyMoved(who, journey, "null>viewed event 1");
        journeys.publish(journey, 2, "looked", "seen('" + view + "')", "bought", "seen('" + buy + "')");
        eventuallyLookedAt(journey, 2);
        assertThat(moves(who, journey)).containsExactly("null>viewed event 1", "viewed>looked publish 2");
        assertThat(population(journey))
                .containsOnlyKeys("looked", "bought", null)
                .containsEntry("looked", 1);
        journeys.publish(journey, 3, "viewed", "seen('" + view + "')", "bought", "seen('" + buy + "')");
        eventuallyLookedAt(journey, 3);
        assertThat(moves(who, journey))
                .containsExactly("null>viewed event 1", "viewed>looked publish 2", "looked>viewed publish 3");
    }

    @Test
    void archivedJourneyLetsEverybodyGo() {
        journeys.profile(who, 1, event(who, view, NOON));
        eventuallyMoved(who, journey, "null>viewed event 1");
        journeys.archive(journey);
        eventuallyMoved(who, journey, "null>viewed event 1", "viewed>null publish 1");
        caller().get("/v1/population/{journey}", journey).then().statusCode(404);
        journeys.publish(journey, 2, "viewed", "seen('" + view + "')");
        eventuallyLookedAt(journey, 2);
        assertThat(moves(who, journey))
                .containsExactly("null>viewed event 1", "viewed>null publish 1", "null>viewed publish 2");
    }

    @Test
    void whoWasJoinedIntoAnotherHasNoPositionAnyMore() {
        journeys.profile(who, 1, event(who, view, NOON));
        on("viewed", 1);
        journeys.profile(who, 2);
        eventuallyMoved(who, journey, "null>viewed event 1", "viewed>null join 1");
        assertThat(population(journey)).containsEntry("viewed", 0).containsEntry(null, earlier);
    }

    @Test
    void oneWhoCannotBeRecordedKeepsNoOtherFromIt() throws SQLException {
        String other = key("u");
        execute("alter table tracked_customer add constraint unwritable check (customer_id <> '" + who + "')");
        try {
            journeys.profile(who, 1, event(who, view, NOON));
            journeys.profile(other, 1, event(other, view, NOON));
            eventuallyMoved(other, journey, "null>viewed event 1");
            assertThat(moves(who, journey)).isEmpty();
        } finally {
            execute("alter table tracked_customer drop constraint unwritable");
        }
        journeys.profile(who, 2, event(who, view, NOON));
        eventuallyMoved(who, journey, "null>viewed event 1");
    }

    @Test
    void populationThatSomebodyElseChangedIsCountedAnew() throws SQLException {
        String other = key("u");
        journeys.profile(who, 1, event(who, view, NOON));
        journeys.profile(other, 1, event(other, view, NOON));
        on("viewed", 2);
        execute("update population set customers = 0 where journey = '" + journey + "' and stage = 'viewed'");
        journeys.profile(who, 2, event(who, view, NOON), event(who, buy, NOON.plusSeconds(1)));
        eventuallyMoved(who, journey, "null>viewed event 1", "viewed>bought event 1");
        assertThat(population(journey)).containsEntry("viewed", 1).containsEntry("bought", 1);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void populationOfAnotherMomentIsDeterminedAnew() {
        journeys.publish(journey, 2, "active", "seen('" + view + "')", "idle", "since('" + view + "') > days(30)");
        eventuallyLookedAt(journey, 2);
        journeys.profile(who, 1, event(who, view, clock.instant()));
        on("active", 1);
        String later = clock.instant().plus(Duration.ofDays(31)).toString();
        caller().get("/v1/population/{journey}?at={later}", journey, later)
                .then()
                .statusCode(200)
                .body("stages.find { it.stage == 'idle' }.customers", equalTo(1))
                .body("stages.find { it.stage == 'active' }.customers", equalTo(0))
                .body("later", nullValue());
        caller().get("/v1/population/{journey}?at=1990-01-01T00:00:00Z", journey)
                .then()
                .statusCode(200)
                .body("stages.customers.sum()", equalTo(0))
                .body("later", greaterThanOrEqualTo(1));
    }
}
