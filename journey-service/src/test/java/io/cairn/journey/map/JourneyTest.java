package io.cairn.journey.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.kit.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JourneyTest {
    private static final Draft DRAFT = new Draft("Shop", "{}", "P90D");
    private static final Act FIRST = new Act("anna", Instant.parse("2026-01-31T12:00:00Z"));
    private static final Act LATER = new Act("ben", Instant.parse("2026-02-01T12:00:00Z"));

    private final Journey created = Journey.created("shop", DRAFT, FIRST);

    @Test
    void newJourneyIsADraft() {
        assertThat(created.status()).isEqualTo(Status.DRAFT);
        assertThat(created.revision()).isEqualTo(1);
        assertThat(created.liveVersion()).isNull();
    }

    @Test
    void publishingMakesTheNextVersionLiveAndLeavesTheDraftAsItIs() {
        Journey twice = created.published(LATER.at()).published(LATER.at());
        assertThat(twice.liveVersion()).isEqualTo(2);
        assertThat(twice.status()).isEqualTo(Status.LIVE);
        assertThat(twice.revision()).isEqualTo(1);
        assertThat(twice.updated()).isEqualTo(FIRST);
    }

    @Test
    void savingLeavesTheLiveVersionLive() {
        Journey saved = created.published(LATER.at()).saved(DRAFT, LATER);
        assertThat(saved.liveVersion()).isEqualTo(1);
        assertThat(saved.revision()).isEqualTo(2);
        assertThat(saved.created()).isEqualTo(FIRST);
        assertThat(saved.updated()).isEqualTo(LATER);
    }

    @Test
    void archivedJourneyHasNoLiveVersionAndKeepsTheTimeOfTheFirstArchiving() {
        Journey archived = created.published(LATER.at()).archived(FIRST.at());
        assertThat(archived.liveVersion()).isNull();
        assertThat(archived.status()).isEqualTo(Status.ARCHIVED);
        assertThat(archived.archived(LATER.at()).archivedAt()).isEqualTo(FIRST.at());
    }

    @Test
    void archivedJourneyIsNotPublishedBeforeItIsSavedAgain() {
        Journey archived = created.published(LATER.at()).archived(LATER.at());
        assertThatThrownBy(() -> archived.published(LATER.at())).isInstanceOf(ProblemException.class);
        Journey back = archived.saved(DRAFT, LATER);
        assertThat(back.status()).isEqualTo(Status.DRAFT);
        assertThat(back.published(LATER.at()).liveVersion()).isEqualTo(2);
    }

    @Test
    void restoredJourneyIsADraftThatCanBePublished() {
        Journey back = created.published(FIRST.at()).archived(LATER.at()).restored();
        assertThat(back.status()).isEqualTo(Status.DRAFT);
        assertThat(back.revision()).isEqualTo(1);
        assertThat(back.published(LATER.at()).liveVersion()).isEqualTo(2);
        assertThat(created.restored()).isSameAs(created);
    }

    @Test
    void savingPublishingAndReviewingPutTheReviewOff() {
        Instant afterFirst = Instant.parse("2026-05-01T12:00:00Z");
        Instant afterLater = Instant.parse("2026-05-02T12:00:00Z");
        assertThat(created.reviewDueAt()).isEqualTo(afterFirst);
        assertThat(created.saved(DRAFT, LATER).reviewDueAt()).isEqualTo(afterLater);
        assertThat(created.published(LATER.at()).reviewDueAt()).isEqualTo(afterLater);
        assertThat(created.reviewed(LATER.at()).reviewDueAt()).isEqualTo(afterLater);
    }
}
