package io.cairn.events.log.persistence;

import io.cairn.events.identity.Anonymous;
import io.cairn.events.identity.Concern;
import io.cairn.events.identity.ExternalIdSeen;
import io.cairn.events.identity.Join;
import io.cairn.events.identity.Merges;
import io.cairn.events.identity.Move;
import io.cairn.events.identity.Unjoin;
import io.cairn.events.identity.persistence.ExternalIdRows;
import io.cairn.events.identity.persistence.IdentityRows;
import io.cairn.events.identity.persistence.JoinRows;
import io.cairn.events.identity.persistence.OwnerRows;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.kit.profile.StoredIdentity;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What new events say of identities, taken in by one transaction, and whose events are then. The rules are those of
 * docs/identity.md.
 */
final class Identification {
    private final boolean alone;
    private final List<ReceivedEvent> fresh;
    private final IdentityRows identities;
    private final JoinRows joinRows;
    private final OwnerRows ownerRows;
    private final ExternalIdRows externalIds;

    private final List<Join> joins = new ArrayList<>();
    private final List<Unjoin> unjoins = new ArrayList<>();
    private final List<ExternalIdSeen> external = new ArrayList<>();
    private final Set<String> userIds = new HashSet<>();
    private final Set<String> unsettled = new HashSet<>();
    private final Set<String> uncounted = new HashSet<>();
    private Map<String, String> called = Map.of();
    private Concern concern = new Concern(List.of(), Set.of(), Set.of());

    /** @param alone whether no other transaction adds events meanwhile */
    Identification(Connection connection, boolean alone, List<ReceivedEvent> fresh) {
        this.alone = alone;
        this.fresh = fresh;
        this.identities = new IdentityRows(connection);
        this.joinRows = new JoinRows(connection);
        this.ownerRows = new OwnerRows(connection);
        this.externalIds = new ExternalIdRows(connection);
        for (ReceivedEvent event : fresh) {
            event.join().ifPresent(joins::add);
            event.unjoin().ifPresent(unjoins::add);
            event.externalIdsSeen().forEach(external::add);
            event.userId().ifPresent(userIds::add);
        }
    }

    /**
     * Takes in what the events say of identities.
     *
     * @throws MustBeAlone if it can only be done so
     */
    void takeIn() throws SQLException {
        called = new HashMap<>(identities.called(userIds));
        Set<String> unknown = new TreeSet<>(userIds);
        unknown.removeAll(called.keySet());
        Set<String> merging = merging(unknown);
        if (!merging.isEmpty() && !alone) {
            throw new MustBeAlone();
        }
        lock(unknown);
        if (!unknown.isEmpty()) {
            identities.know(unknown);
            unknown.forEach(id -> called.put(id, id));
            unsettled.addAll(joinRows.uncount(unknown));
        }
        if (!unjoins.isEmpty()) {
            unsettled.addAll(joinRows.undo(unjoins));
        }
        List<Join> counting = insert();
        Set<String> regrouped = merging.isEmpty() ? Set.of() : regroup(merging);
        if (!external.isEmpty()) {
            externalIds.keepLatest(external);
        }
        concern = new Concern(counting, unsettled, regrouped);
    }

    /** The ids that may change which known customers are one. */
    private Set<String> merging(Set<String> unknown) throws SQLException {
        Set<String> merging = unknown.isEmpty() ? new HashSet<>() : joinRows.givenByAdmin(unknown);
        joins.stream().filter(Join::admin).forEach(join -> merging.addAll(List.of(join.previousId(), join.userId())));
        unjoins.forEach(unjoin -> merging.addAll(List.of(unjoin.previousId(), unjoin.userId())));
        return merging;
    }

    private void lock(Set<String> unknown) throws SQLException {
        Set<String> ids = new TreeSet<>(unknown);
        joins.forEach(join -> ids.add(join.previousId()));
        unjoins.forEach(unjoin -> ids.add(unjoin.previousId()));
        external.forEach(seen -> ids.add(seen.id()));
        fresh.stream().filter(ReceivedEvent::isAnonymous).forEach(event -> ids.add(event.anonymousId()));
        if (!ids.isEmpty()) {
            identities.lock(ids);
        }
    }

    /** Adds the joins; gives those that count and say something new. */
    private List<Join> insert() throws SQLException {
        if (joins.isEmpty()) {
            return List.of();
        }
        Set<String> news = joinRows.news(joins);
        Map<String, Boolean> counts = joinRows.insert(joins);
        List<Join> counting = new ArrayList<>();
        joins.forEach(join -> {
            Boolean isCounting = counts.get(join.messageId());
            if (isCounting == null) {
                return; // it stands since its event was logged before, which has left the log meanwhile
            }
            if (!isCounting) {
                uncounted.add(join.messageId());
            } else if (news.contains(join.messageId())) {
                counting.add(join);
            }
        });
        return counting;
    }

    /** Makes known customers one, or parts them; gives what they were called and what they are called now. */
    private Set<String> regroup(Set<String> merging) throws SQLException {
        Set<String> ids = new HashSet<>(merging);
        ids.addAll(identities.called(merging).values());
        ids.addAll(identities.mergedInto(Set.copyOf(ids)));
        Map<String, String> now = Merges.of(joinRows.aliases(ids));
        ids.addAll(now.keySet());
        Map<String, String> changes = new HashMap<>();
        Set<String> regrouped = new HashSet<>();
        identities.called(ids).forEach((id, before) -> {
            String name = now.getOrDefault(id, id);
            if (!name.equals(before)) {
                changes.put(id, name);
                regrouped.addAll(List.of(before, name));
            }
        });
        identities.call(changes);
        called = identities.called(userIds);
        return regrouped;
    }

    /** Whose each new event is, by messageId. */
    Map<String, String> owners() throws SQLException {
        Map<String, String> owners = new HashMap<>();
        List<ReceivedEvent> anonymous = new ArrayList<>();
        fresh.forEach(event -> event.userId()
                .ifPresentOrElse(
                        id -> owners.put(event.messageId(), called.getOrDefault(id, id)), () -> anonymous.add(event)));
        if (!anonymous.isEmpty()) {
            List<String> found = ownerRows.owners(anonymous.stream()
                    .map(event ->
                            new Anonymous(event.anonymousId(), event.event().at()))
                    .toList());
            for (int i = 0; i < found.size(); i++) {
                owners.put(anonymous.get(i).messageId(), found.get(i));
            }
        }
        return owners;
    }

    /** Between which customers events that are logged already must move. */
    List<Move> moves() throws SQLException {
        return concern.isNobodys() ? List.of() : ownerRows.moves(concern);
    }

    /** Whether more than the events next to a new join may move: joins ceased to count, or customers became one. */
    boolean movesOthers() {
        return !concern.anonymousIds().isEmpty() || !concern.customerIds().isEmpty();
    }

    /** Moves them, at the revisions that their new owners are at. */
    void move() throws SQLException {
        ownerRows.move(concern);
    }

    /** Lets ids lead where they must now, and says where that is. */
    List<StoredIdentity> lead(Set<String> losers) throws SQLException {
        Set<String> ids = new TreeSet<>(unsettled);
        concern.joins().forEach(join -> ids.add(join.previousId()));
        external.forEach(seen -> ids.add(seen.id()));
        ids.addAll(concern.customerIds());
        Set<String> left = new HashSet<>(losers);
        left.addAll(concern.customerIds());
        if (!left.isEmpty()) {
            identities.leadingTo(left).forEach(identity -> ids.add(identity.id()));
        }
        if (!ids.isEmpty()) {
            identities.lock(ids); // external ids of others' events, too: these may change hands at this moment
        }
        return ids.isEmpty() ? List.of() : identities.lead(ids);
    }

    /** The messageIds of the new joins that do not count. */
    Set<String> uncounted() {
        return uncounted;
    }
}
