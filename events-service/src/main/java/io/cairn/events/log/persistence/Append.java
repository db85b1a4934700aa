package io.cairn.events.log.persistence;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.cairn.events.identity.Joined;
import io.cairn.events.identity.Move;
import io.cairn.events.identity.persistence.IdentityRows;
import io.cairn.events.identity.persistence.JoinRows;
import io.cairn.events.log.Appended;
import io.cairn.events.log.PreparedEvent;
import io.cairn.events.log.ReceivedEvent;
import io.cairn.events.log.Touched;
import io.cairn.kit.db.Plans;
import io.cairn.kit.profile.StoredIdentity;
import io.cairn.model.event.LoggedEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One transaction that adds events. It takes its locks in one order: merges, messages, ids, joins, customers, each by id; so
 * hardly two ever wait for each other. A customer's lock is held until the commit, so whoever sees her revision sees
 * every event up to it.
 */
final class Append {
    /** Up to so many events go in by one statement, if nothing moves: of 40 that was quicker, of 500 COPY was. */
    private static final int FEW = 100;

    private final Connection connection;
    private final IdentityRows identities;
    private final CustomerRows customers;
    private final EventRows log;

    Append(Connection connection) {
        this.connection = connection;
        this.identities = new IdentityRows(connection);
        this.customers = new CustomerRows(connection);
        this.log = new EventRows(connection);
    }

    /**
     * @param allNew whether none of them is thought to be logged already: quicker, but fails if one is
     * @param alone whether it waits until no other is under way, and keeps others waiting
     * @param foreseen told what will have become of the events, with the rows of the log still to be written
     * @throws MustBeAlone roll back, and try again alone
     * @throws NotRetained if one of the events is from before what is kept: roll back, and let the sender know
     */
    void run(List<PreparedEvent> prepared, boolean allNew, boolean alone, Consumer<Appended> foreseen)
            throws SQLException {
        List<ReceivedEvent> events =
                prepared.stream().map(PreparedEvent::received).toList();
        Set<String> logged = Set.of();
        if (allNew && !alone && events.size() <= FEW) {
            Optional<FewRows.Added> added = new FewRows(connection).add(prepared);
            if (added.isPresent()) {
                foreseen.accept(appended(events, added.get()));
                return;
            }
        } else {
            identities.keepMerges(alone);
            logged = log.enter(events, allNew);
        }
        addTo(logged, prepared, events, alone, foreseen);
    }

    private static Appended appended(List<ReceivedEvent> events, FewRows.Added added) {
        return new Appended(
                Set.of(),
                touched(events, added.owners(), added.revisions(), Set.of()),
                added.lead(),
                added.uncounted());
    }

    /** Adds those of some events, all of which are entered, that were not among the messages before. */
    private void addTo(
            Set<String> logged,
            List<PreparedEvent> prepared,
            List<ReceivedEvent> events,
            boolean alone,
            Consumer<Appended> foreseen)
            throws SQLException {
        Plans.lookUp(connection);
        List<ReceivedEvent> fresh = events.stream()
                .filter(event -> !logged.contains(event.messageId()))
                .toList();
        // whoever sends them again may never have been told that they were logged: nothing may have followed yet
        Set<String> uncounted = new HashSet<>();
        Set<String> ownersOfDuplicates = new HashSet<>();
        List<StoredIdentity> lead = new ArrayList<>();
        if (!logged.isEmpty()) {
            ownersOfDuplicates.addAll(log.owners(logged).values());
            Joined joined = new JoinRows(connection).joinedBy(logged);
            uncounted.addAll(joined.uncounted());
            ownersOfDuplicates.addAll(joined.customerIds());
            lead.addAll(leadOfDuplicates(events, logged, joined));
            Set<String> doubted = customers.doubtedWith(logged);
            if (!doubted.isEmpty()) {
                ownersOfDuplicates.addAll(doubted);
                lead.addAll(identities.leadingTo(doubted));
            }
        }
        if (fresh.isEmpty()) {
            foreseen.accept(new Appended(logged, asTheyAre(ownersOfDuplicates), lead, uncounted));
            return;
        }

        Identification who = new Identification(connection, alone, fresh);
        who.takeIn();
        Map<String, String> owners = who.owners();
        List<Move> moves = who.moves();
        Set<String> losers = moves.stream().map(Move::from).collect(toSet());
        lead.addAll(who.lead(losers)); // last, as newer
        Set<String> moved = new HashSet<>(losers);
        moves.forEach(move -> moved.add(move.to()));
        Set<String> changed = new HashSet<>(owners.values());
        changed.addAll(moved);
        Map<String, Long> revisions = customers.raise(changed, losers);

        if (!moves.isEmpty()) {
            who.move();
        }
        if (who.movesOthers() && !moves.isEmpty()) {
            customers.doubt(moved); // else none could tell from the events, sent again, whose profiles to mend
        }
        List<Touched> touched = touched(fresh, owners, revisions, moved);
        ownersOfDuplicates.removeAll(changed);
        touched.addAll(asTheyAre(ownersOfDuplicates));
        uncounted.addAll(who.uncounted());
        foreseen.accept(new Appended(logged, touched, lead, uncounted));

        log.insert(
                prepared.stream()
                        .filter(event -> !logged.contains(event.received().messageId()))
                        .toList(),
                owners,
                revisions);
    }

    private List<StoredIdentity> leadOfDuplicates(List<ReceivedEvent> events, Set<String> logged, Joined joined)
            throws SQLException {
        Set<String> ids = new HashSet<>(joined.previousIds());
        events.stream()
                .filter(event -> logged.contains(event.messageId()))
                .forEach(event -> ids.addAll(event.externalIds()));
        return ids.isEmpty() ? List.of() : identities.leads(ids);
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
}
