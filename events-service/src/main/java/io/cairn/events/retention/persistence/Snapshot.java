package io.cairn.events.retention.persistence;

import io.cairn.model.event.LoggedEvent;
import io.cairn.model.profile.CustomerProfile;
import java.util.List;
import java.util.Objects;

/**
 * The fold of events that always have one owner.
 *
 * @param profile in the sender's name
 */
record Snapshot(Owner owner, CustomerProfile profile) {
    /**
     * What its events have in common.
     *
     * @param sender their userId, else their anonymousId
     * @param known whether it is a userId
     * @param since the last join of an anonymous id at or before them, as PostgreSQL writes it
     */
    record Key(String sender, boolean known, String since) {
        static Key of(LoggedEvent event, String since) {
            boolean known = event.userId() != null;
            return new Key(Objects.requireNonNull(known ? event.userId() : event.anonymousId()), known, since);
        }
    }

    /** @param revision of the customer, that brought her the last of them */
    record Owner(String customerId, long revision) {
        /** @throws IllegalStateException if events that always have one owner have two */
        Owner orLater(Owner other) {
            if (!customerId.equals(other.customerId)) {
                throw new IllegalStateException(
                        "both " + customerId + " and " + other.customerId + " own one sender's events");
            }
            return revision >= other.revision ? this : other;
        }
    }

    static Snapshot of(Key key, Owner owner, List<LoggedEvent> events) {
        return new Snapshot(owner, CustomerProfile.empty(key.sender()).with(events));
    }

    /** Of the events of both. */
    Snapshot plus(Snapshot other) {
        return new Snapshot(owner.orLater(other.owner), profile.merge(other.profile));
    }
}
