package io.cairn.model.profile;

import io.cairn.model.event.LoggedEvent;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers events and profiles of disjoint sets of events into one profile. Mutable; for one thread. */
final class ProfileFold {
    private static final Comparator<Map.Entry<String, Long>> LATEST_FIRST =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private long updatedAt = CustomerProfile.NEVER;
    private final SortedMap<String, Long> anonymousIds = new TreeMap<>();
    private final SortedSet<String> userIds = new TreeSet<>();
    private final SortedMap<String, Trait> traits = new TreeMap<>();
    private final Groups groups = new Groups();
    private final SortedMap<String, EventStats> events = new TreeMap<>();
    private @Nullable EventStats otherEvents;
    private final Map<String, StatsFold> folds = new HashMap<>();
    private @Nullable String latestUserId;
    private @Nullable String latestAnonymousId;
    private long latestSeen;

    void add(LoggedEvent event) {
        long at = event.at().toEpochMilli();
        updatedAt = Math.max(updatedAt, at);
        seen(event.anonymousId(), at);
        if (event.userId() != null && !event.userId().equals(latestUserId)) {
            latestUserId = event.userId();
            userIds.add(latestUserId);
        }
        if (!event.traits().isEmpty() || event.groupId() != null) {
            addTraits(event, at);
        }
        if (event.name() != null) {
            folds.computeIfAbsent(event.name(), name -> new StatsFold()).add(event);
        }
    }

    /** Most events have the anonymous id of the one before. */
    private void seen(@Nullable String anonymousId, long at) {
        if (anonymousId == null) {
            return;
        }
        if (anonymousId.equals(latestAnonymousId)) {
            latestSeen = Math.max(latestSeen, at);
            return;
        }
        keepLatestSeen();
        latestAnonymousId = anonymousId;
        latestSeen = at;
    }

    private void keepLatestSeen() {
        if (latestAnonymousId != null) {
            anonymousIds.merge(latestAnonymousId, latestSeen, Math::max);
        }
    }

    /** What an object {@code consent} says of each channel stands until that is said anew, as if it had been said flat. */
    private void addTraits(LoggedEvent event, long at) {
        SortedMap<String, Trait> said = new TreeMap<>();
        event.traits().forEach((key, value) -> said.put(key, new Trait(at, event.messageId(), value)));
        if (event.groupId() != null) {
            groups.add(event.groupId(), said);
        } else {
            event.traits().forEach((key, value) -> {
                if (value instanceof Map<?, ?> consents && Consents.isOfAll(key)) {
                    // else who objects to emails would no longer, once she is asked about another channel
                    consents.forEach((channel, given) ->
                            said.putIfAbsent(key + "." + channel, new Trait(at, event.messageId(), given)));
                }
            });
            add(said);
        }
    }

    ProfileFold add(CustomerProfile profile) {
        updatedAt = Math.max(updatedAt, profile.updatedAtMillis());
        profile.anonymousIdTimes().forEach((id, at) -> anonymousIds.merge(id, at, Math::max));
        userIds.addAll(profile.userIds());
        add(profile.allTraits());
        groups.add(profile.allGroups());
        profile.events().forEach((name, stats) -> events.merge(name, stats, EventStats::plus));
        profile.otherEvents().ifPresent(this::addOthers);
        return this;
    }

    private void add(SortedMap<String, Trait> more) {
        more.forEach((key, trait) -> traits.merge(key, trait, Trait::orLater));
    }

    private void addOthers(EventStats more) {
        otherEvents = otherEvents == null ? more : otherEvents.plus(more);
    }

    /** The profile of all that was added. The fold must not be used afterwards. */
    CustomerProfile profile(String customerId) {
        keepLatestSeen();
        folds.forEach((name, fold) -> events.merge(name, fold.stats(), EventStats::plus));
        FirstKept.keep(CustomerProfile.MAX_EVENT_NAMES, events, this::addOthers);
        FirstKept.keep(CustomerProfile.MAX_TRAITS, traits, dropped -> {});
        cutRecent();
        age();
        keepLatestAnonymousIds();
        while (userIds.size() > CustomerProfile.MAX_USER_IDS) {
            userIds.remove(userIds.last()); // first by id, as groups are
        }
        return new CustomerProfile(
                customerId, updatedAt, anonymousIds, userIds, traits, groups.bounded(), events, otherEvents);
    }

    private void cutRecent() {
        int share = Shares.ofEvent(events.size());
        events.replaceAll((name, stats) -> stats.cutTo(share));
        otherEvents = otherEvents == null ? null : otherEvents.cutTo(share);
    }

    private void age() {
        long latest = otherEvents == null ? 0 : otherEvents.lastMillis();
        for (EventStats stats : events.values()) {
            latest = Math.max(latest, stats.lastMillis());
        }
        long bound = latest;
        events.replaceAll((name, stats) -> stats.agedBy(bound));
        otherEvents = otherEvents == null ? null : otherEvents.agedBy(bound);
    }

    /**
     * Dropping is safe: 50 others were seen after the id that is dropped, and more events only make those later. Should
     * the id come back with an event older than the one forgotten, it stays behind the 50 with either; with a later one,
     * the forgotten time no longer matters.
     */
    private void keepLatestAnonymousIds() {
        if (anonymousIds.size() > CustomerProfile.MAX_ANONYMOUS_IDS) {
            var latest = anonymousIds.entrySet().stream()
                    .sorted(LATEST_FIRST)
                    .limit(CustomerProfile.MAX_ANONYMOUS_IDS)
                    .map(Map.Entry::getKey)
                    .toList();
            anonymousIds.keySet().retainAll(latest);
        }
    }
}
