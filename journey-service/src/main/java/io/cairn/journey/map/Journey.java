package io.cairn.journey.map;

import io.cairn.kit.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A journey: its draft, and what became of it.
 *
 * @param revision of the draft, from 1; publishing and archiving leave it as it is
 * @param lastVersion the number of the version published last; 0 before the first
 * @param liveVersion the version that decisions use; null before the first, and once archived
 * @param archivedAt null unless archived
 * @param reviewDueAt when it is to be looked at again; null: never
 */
public record Journey(
        String key,
        Draft draft,
        long revision,
        int lastVersion,
        @Nullable Integer liveVersion,
        Act created,
        Act updated,
        @Nullable Instant archivedAt,
        @Nullable Instant reviewDueAt) {
    static Journey created(String key, Draft draft, Act act) {
        return new Journey(key, draft, 1, 0, null, act, act, null, draft.reviewDueAfter(act.at()));
    }

    public Status status() {
        return Status.of(liveVersion, archivedAt);
    }

    /** With another draft. Saving brings an archived journey back, as a draft that is live again once published. */
    Journey saved(Draft next, Act act) {
        return new Journey(
                key, next, revision + 1, lastVersion, liveVersion, created, act, null, next.reviewDueAfter(act.at()));
    }

    /** With a map of its own live as the next version, and so looked at. @throws ProblemException 409 if it is archived */
    Journey published(Instant at) {
        requireNotArchived();
        int next = lastVersion + 1;
        return new Journey(key, draft, revision, next, next, created, updated, null, draft.reviewDueAfter(at));
    }

    /** @throws ProblemException 409 if it is archived, and so cannot be published */
    void requireNotArchived() {
        if (archivedAt != null) {
            throw ProblemException.conflict("the journey '" + key + "' is archived: restore it, then publish");
        }
    }

    /** Archived, and so no longer live; an archived one stays as it is. */
    Journey archived(Instant at) {
        return archivedAt == null
                ? new Journey(key, draft, revision, lastVersion, null, created, updated, at, reviewDueAt)
                : this;
    }

    /** Back from the archive as a draft: nothing is live before it is published; one that is not archived stays as it is. */
    Journey restored() {
        return archivedAt == null
                ? this
                : new Journey(key, draft, revision, lastVersion, null, created, updated, null, reviewDueAt);
    }

    /** Looked at, and found right as it is. */
    Journey reviewed(Instant at) {
        return new Journey(
                key, draft, revision, lastVersion, liveVersion, created, updated, archivedAt, draft.reviewDueAfter(at));
    }
}
