package io.cairn.personalization.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.personalization.catalogue.MapId;
import io.cairn.personalization.customer.Position;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final MapId FIRST = new MapId("shop", 1, NOON.minusSeconds(86_400));
    private static final MapId SECOND = new MapId("shop", 2, NOON.plusSeconds(5));

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    /** On the shop's map, by a profile whose latest event is as old as its revision says. */
    private static Determined determined(int revision, int second, @Nullable String stage) {
        return determined(revision, at(revision - 100), second, stage, FIRST);
    }

    private static Determined determined(
            int revision, @Nullable Instant lastEvent, int second, @Nullable String stage, MapId map) {
        TreeMap<String, Determined.OnMap> stages = new TreeMap<>();
        if (lastEvent != null) {
            stages.put("shop", new Determined.OnMap(stage, map));
        }
        return new Determined("u", revision, lastEvent, at(second), stages, at(30));
    }

    private static Tracked after(@Nullable Tracked before, Determined determined) {
        return Objects.requireNonNull(change(before, determined).after());
    }

    private static Change change(@Nullable Tracked before, Determined determined) {
        return Change.of(before, determined, Map.of(), 1).orElseThrow();
    }

    private static Transition moved(Change change) {
        assertThat(change.transitions()).hasSize(1);
        return change.transitions().get(0);
    }

    private static Map<String, Position> seen(String stage, int second) {
        return Map.of("shop", new Position(stage, at(second), 1));
    }

    @Test
    void newCustomerMovesFromNoStageByAnEvent() {
        Transition moved = moved(change(null, determined(1, 10, "awareness")));
        assertThat(moved).isEqualTo(new Transition(0, "u", "shop", null, "awareness", at(10), 1, Cause.EVENT));
    }

    @Test
    void customerOnNoStageIsRecordedWithoutAMove() {
        Change change = change(null, determined(1, 10, null));
        assertThat(change.transitions()).isEmpty();
        assertThat(change.come()).containsOnlyKeys("shop");
    }

    @Test
    void whoStaysKeepsHerSince() {
        Tracked before = after(null, determined(1, 10, "awareness"));
        Change change = change(before, determined(2, 20, "awareness"));
        assertThat(change.transitions()).isEmpty();
        assertThat(change.come()).isEmpty();
        assertThat(change.gone()).isEmpty();
        assertThat(after(before, determined(2, 20, "awareness"))
                        .positions()
                        .get("shop")
                        .since())
                .isEqualTo(at(10));
    }

    @Test
    void sameDeterminationTwiceMovesHerOnce() {
        Tracked before = after(null, determined(1, 10, "awareness"));
        Determined again = determined(2, 20, "consideration");
        Tracked after = after(before, again);
        assertThat(change(after, again).transitions()).isEmpty();
    }

    @Test
    void olderProfileAndEarlierMomentChangeNothing() {
        Tracked before = after(null, determined(2, 20, "consideration"));
        assertThat(Change.of(before, determined(1, 30, "awareness"), Map.of(), 1))
                .isEmpty();
        assertThat(Change.of(before, determined(2, 19, "awareness"), Map.of(), 1))
                .isEmpty();
        assertThat(Change.of(before, Determined.unseen("u", at(19)), Map.of(), 1))
                .isEmpty();
    }

    @Test
    void whatADecisionSawFirstIsSince() {
        Tracked before = after(null, determined(1, 10, "awareness"));
        Change change = Change.of(before, determined(2, 20, "consideration"), seen("consideration", 15), 1)
                .orElseThrow();
        assertThat(moved(change).at()).isEqualTo(at(15));
        assertThat(Objects.requireNonNull(change.after())
                        .positions()
                        .get("shop")
                        .since())
                .isEqualTo(at(15));
    }

    @Test
    void whatADecisionSawOfAnEarlierTimeOnTheStageIsNotSince() {
        Tracked before = after(null, determined(1, 10, "awareness"));
        Change change = Change.of(before, determined(2, 20, "consideration"), seen("consideration", 5), 1)
                .orElseThrow();
        assertThat(moved(change).at()).isEqualTo(at(20));
    }

    @Test
    void eventThatIsNotLaterThanHerLatestIsACorrection() {
        Tracked before = after(null, determined(1, at(0), 10, "awareness", FIRST));
        assertThat(moved(change(before, determined(2, at(1), 20, "loyalty", FIRST)))
                        .cause())
                .isEqualTo(Cause.EVENT);
        assertThat(moved(change(before, determined(2, at(0), 20, "loyalty", FIRST)))
                        .cause())
                .isEqualTo(Cause.CORRECTION);
    }

    @Test
    void sameProfileMovesByTime() {
        Tracked before = after(null, determined(1, 10, "loyalty"));
        assertThat(moved(change(before, determined(1, 40, "lapsed"))).cause()).isEqualTo(Cause.TIME);
    }

    @Test
    void anotherVersionMovesByThePublish() {
        Tracked before = after(null, determined(1, at(0), 10, "awareness", FIRST));
        Transition moved = moved(change(before, determined(2, at(1), 20, "loyalty", SECOND)));
        assertThat(moved.cause()).isEqualTo(Cause.PUBLISH);
        assertThat(moved.mapVersion()).isEqualTo(2);
    }

    @Test
    void anotherVersionWithoutAMoveKeepsSince() {
        Tracked before = after(null, determined(1, at(0), 10, "awareness", FIRST));
        Change change = change(before, determined(1, at(0), 20, "awareness", SECOND));
        assertThat(change.transitions()).isEmpty();
        assertThat(change.come().get("shop")).isEqualTo(new Tracked.OnStage("awareness", at(10), SECOND));
    }

    @Test
    void archivedJourneyLetsHerGo() {
        Tracked before = after(null, determined(1, at(0), 10, "awareness", FIRST));
        Change change = change(before, new Determined("u", 1, at(0), at(20), new TreeMap<>(), null));
        assertThat(moved(change))
                .isEqualTo(new Transition(0, "u", "shop", "awareness", null, at(20), 1, Cause.PUBLISH));
        assertThat(Objects.requireNonNull(change.after()).positions()).isEmpty();
    }

    @Test
    void whoseEventsBecameAnothersHasNoPositionAnyMore() {
        Tracked before = after(null, determined(1, at(0), 10, "awareness", FIRST));
        Change change = change(before, determined(2, null, 20, null, FIRST));
        assertThat(moved(change).cause()).isEqualTo(Cause.JOIN);
        assertThat(change.gone()).containsOnlyKeys("shop");
        Tracked after = Objects.requireNonNull(change.after());
        assertThat(after.positions()).isEmpty();
        assertThat(Change.of(after, determined(1, 30, "awareness"), Map.of(), 1))
                .as("an older profile does not bring her back")
                .isEmpty();
    }

    @Test
    void whoseEventsCameApartMovesByTheJoin() {
        Tracked before = after(null, determined(2, at(5), 10, "loyalty", FIRST));
        assertThat(moved(change(before, determined(3, at(1), 20, "awareness", FIRST)))
                        .cause())
                .isEqualTo(Cause.JOIN);
    }

    @Test
    void customerOfWhomThereIsNoProfileIsForgotten() {
        Tracked before = after(null, determined(1, 10, "awareness"));
        Change change = change(before, Determined.unseen("u", at(20)));
        assertThat(change.after()).isNull();
        assertThat(moved(change).to()).isNull();
    }

    @Test
    void momentNeverGoesBack() {
        Tracked before = after(null, determined(1, 10, "awareness"));
        assertThat(moved(change(before, determined(2, 9, "consideration"))).at())
                .isEqualTo(at(10));
    }
}
