package io.cairn.events.log.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.cairn.events.identity.Anonymous;
import io.cairn.events.identity.Join;
import io.cairn.events.identity.Joined;
import io.cairn.events.identity.Move;
import io.cairn.events.identity.persistence.IdentityRows;
import io.cairn.events.log.Appended;
import io.cairn.events.log.FrozenJson;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.log.Touched;
import io.cairn.kit.profile.StoredIdentity;
import io.cairn.model.event.LoggedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One transaction that adds events. It takes its locks in one order: anonymous ids, joins, customers, events, each by
 * id; so no two wait for each other. A customer's lock is held until the commit, so whoever sees her revision sees every
 * event up to it.
 */
final class Append {
    private final IdentityRows identities;
    private final CustomerRows customers;
    private final EventRows log;

    Append(Connection connection, FrozenJson json) {
        this.identities = new IdentityRows(connection);
        this.customers = new CustomerRows(connection);
        this.log = new EventRows(connection, json);
    }

    /** @throws Overtaken if one of the events was logged by another request meanwhile: roll back, and try again */
    Appended run(List<ReceivedEvent> events) throws SQLException {
        Map<String, String> logged =
                log.ownersOfLogged(events.stream().map(ReceivedEvent::messageId).toList());
        List<ReceivedEvent> fresh = events.stream()
                .filter(event -> !logged.containsKey(event.messageId()))
                .toList();
        // whoever sends them again may never have been told that they were logged: nothing may have followed yet
        Set<String> ownersOfDuplicates = new HashSet<>(logged.values());
        List<StoredIdentity> identitiesOfDuplicates = new ArrayList<>();
        if (!logged.isEmpty()) {
            Joined joined = identities.joinedBy(logged.keySet());
            ownersOfDuplicates.addAll(joined.customerIds());
            identitiesOfDuplicates.addAll(joined.identities());
        }
        if (fresh.isEmpty()) {
            return new Appended(0, asTheyAre(ownersOfDuplicates), identitiesOfDuplicates);
        }

        List<Join> joins =
                fresh.stream().flatMap(event -> event.join().stream()).toList();
        lockIdentities(fresh, joins);
        requireAllNew(joins.isEmpty() ? 0 : identities.insert(joins), joins);

        Map<String, String> owners = owners(fresh);
        List<Move> moves = joins.isEmpty() ? List.of() : identities.moves(joins);
        Set<String> losers = moves.stream().map(Move::from).collect(toSet());
        Set<String> moved = new HashSet<>(losers);
        moves.forEach(move -> moved.add(move.to()));
        Set<String> changed = new HashSet<>(owners.values());
        changed.addAll(moved);
        Map<String, Long> revisions = customers.raise(changed, losers);

        if (!moves.isEmpty()) {
            identities.move(joins);
        }
        requireAllNew(log.insert(fresh, owners, revisions), fresh);

        List<Touched> touched = touched(fresh, owners, revisions, moved);
        ownersOfDuplicates.removeAll(changed);
        touched.addAll(asTheyAre(ownersOfDuplicates));
        List<StoredIdentity> lead = new ArrayList<>(identitiesOfDuplicates);
        if (!joins.isEmpty()) {
            lead.addAll(identities.lead(anonymousIds(joins))); // last, as newer
        }
        return new Appended(fresh.size(), touched, lead);
    }

    private void lockIdentities(List<ReceivedEvent> fresh, List<Join> joins) throws SQLException {
        Set<String> ids = anonymousIds(joins);
        fresh.stream()
                .filter(ReceivedEvent::isAnonymous)
                .map(Append::anonymousId)
                .forEach(ids::add);
        if (!ids.isEmpty()) {
            identities.lock(ids);
        }
    }

    /** Whose each event is, by messageId. */
    private Map<String, String> owners(List<ReceivedEvent> fresh) throws SQLException {
        Map<String, String> owners = new HashMap<>();
        List<ReceivedEvent> anonymous = new ArrayList<>();
        for (ReceivedEvent event : fresh) {
            @Nullable String userId = event.event().userId();
            if (userId == null) {
                anonymous.add(event);
            } else {
                owners.put(event.messageId(), userId);
            }
        }
        if (!anonymous.isEmpty()) {
            List<String> found = identities.owners(anonymous.stream()
                    .map(event ->
                            new Anonymous(anonymousId(event), event.event().at()))
                    .toList());
            for (int i = 0; i < found.size(); i++) {
                owners.put(anonymous.get(i).messageId(), found.get(i));
            }
        }
        return owners;
    }

    private static List<Touched> touched(
            List<ReceivedEvent> fresh, Map<String, String> owners, Map<String, Long> revisions, Set<String> moved) {
        Map<String, List<LoggedEvent>> added = fresh.stream()
                .collect(groupingBy(
                        event -> owners.getOrDefault(event.messageId(), ""), mapping(ReceivedEvent::event, toList())));
        List<Touched> touched = new ArrayList<>();
        revisions.forEach((id, revision) -> touched.add(
                new Touched(id, revision, moved.contains(id) ? Optional.empty() : Optional.ofNullable(added.get(id)))));
        return touched;
    }

    private List<Touched> asTheyAre(Set<String> ids) throws SQLException {
        List<Touched> touched = new ArrayList<>();
        if (!ids.isEmpty()) {
            customers
                    .revisions(ids)
                    .forEach((id, revision) -> touched.add(new Touched(id, revision, Optional.empty())));
        }
        return touched;
    }

    private static void requireAllNew(int inserted, Collection<?> all) {
        if (inserted != all.size()) {
            throw new Overtaken();
        }
    }

    private static String anonymousId(ReceivedEvent event) {
        String id = event.event().anonymousId();
        if (id == null) {
            throw new IllegalStateException("an event without ids: " + event.messageId());
        }
        return id;
    }

    private static Set<String> anonymousIds(List<Join> joins) {
        Set<String> ids = new TreeSet<>();
        joins.forEach(join -> ids.add(join.anonymousId()));
        return ids;
    }
}
