package io.cairn.model.profile;

import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonValues;
import io.cairn.model.json.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer: a pure fold over the set of her logged events. Immutable. Any order, batching or merging
 * of the same distinct events gives an equal profile, and equal bytes from {@link ProfileCodec}.
 */
public final class CustomerProfile {
    /** Only the latest are kept, so that a shared device or a crawler does not fill the profile. */
    public static final int MAX_ANONYMOUS_IDS = 50;

    /** Only the first by their ids are kept. */
    public static final int MAX_GROUPS = 50;

    /** Of more, only the {@linkplain FirstKept first} are kept by themselves; what the others hold is kept as one. */
    public static final int MAX_EVENT_NAMES = 500;

    /** Of more, those set to null included, only the {@linkplain FirstKept first} are kept. */
    public static final int MAX_TRAITS = 500;

    /** As {@link #MAX_TRAITS}, of each group. */
    public static final int MAX_GROUP_TRAITS = 100;

    /** Only the first by their ids are kept. */
    static final int MAX_USER_IDS = 50;

    static final long NEVER = -1;

    private final String customerId;
    private final long updatedAt;
    private final SortedMap<String, Long> anonymousIds;
    private final SortedSet<String> userIds;
    private final SortedMap<String, Trait> traits;
    private final Groups groups;
    private final SortedMap<String, EventStats> events;
    private final @Nullable EventStats otherEvents;
    private final Map<String, Object> presentTraits;

    /** Computed when first asked for, as {@code index}; two threads that do so at once compute the same. */
    private volatile @Nullable EventStats anyEvent;

    /** Of {@code events}: conditions ask for names by the dozen. A record, whose fields are final, is safe to share unguarded. */
    private @Nullable EventIndex index;

    /** Computed when first asked for, shared as {@code index} is. */
    private @Nullable Consents consents;

    /** By the latest reading, shared as {@code index} is. */
    private @Nullable Remembered<?> remembered;

    private record Remembered<T>(Reading<T> reading, T answer) {}

    /**
     * Takes the collections as they are.
     *
     * @param updatedAt in ms since 1970, or {@link #NEVER}
     * @param anonymousIds with the times they were last seen at, in ms since 1970
     * @param otherEvents those of all names that are too many to be in {@code events}; null if there are none
     */
    CustomerProfile(
            String customerId,
            long updatedAt,
            SortedMap<String, Long> anonymousIds,
            SortedSet<String> userIds,
            SortedMap<String, Trait> traits,
            Groups groups,
            SortedMap<String, EventStats> events,
            @Nullable EventStats otherEvents) {
        this.customerId = customerId;
        this.updatedAt = updatedAt;
        this.anonymousIds = Collections.unmodifiableSortedMap(anonymousIds);
        this.userIds = Collections.unmodifiableSortedSet(userIds);
        this.traits = Collections.unmodifiableSortedMap(traits);
        this.groups = groups;
        this.events = Collections.unmodifiableSortedMap(events);
        this.otherEvents = otherEvents;
        this.presentTraits = present(traits);
    }

    private static Map<String, Object> present(SortedMap<String, Trait> traits) {
        SortedMap<String, Object> present = new TreeMap<>();
        traits.forEach((key, trait) -> {
            if (trait.value() != JsonValues.NULL) {
                present.put(key, trait.value());
            }
        });
        return JsonValues.frozenMap(
                present.keySet().toArray(new String[0]), present.values().toArray());
    }

    /** The profile of a stranger. @throws IllegalArgumentException if the id is none (see {@link LoggedEvent}) */
    public static CustomerProfile empty(String customerId) {
        String fault = Texts.nameFault(customerId, LoggedEvent.MAX_ID_LENGTH);
        if (fault != null) {
            throw new IllegalArgumentException("customerId " + fault + ": '" + Texts.shown(customerId) + "'");
        }
        return new ProfileFold().profile(customerId);
    }

    /** This profile with more events folded in; none of them may be in it already. */
    public CustomerProfile with(Iterable<LoggedEvent> more) {
        ProfileFold fold = new ProfileFold();
        more.forEach(fold::add);
        return merge(fold.profile(customerId));
    }

    /** The fold of the union of both profiles' events, which must be disjoint, under this profile's customer id. */
    public CustomerProfile merge(CustomerProfile other) {
        return new ProfileFold().add(this).add(other).profile(customerId);
    }

    /** Whose it is. */
    public String customerId() {
        return customerId;
    }

    /** The latest {@value #MAX_ANONYMOUS_IDS} anonymous ids that her events named. */
    public SortedSet<String> anonymousIds() {
        return Collections.unmodifiableSortedSet(new TreeSet<>(anonymousIds.keySet()));
    }

    /** The other user ids that her events named, since aliases joined them; of many the first by id. */
    public SortedSet<String> aliases() {
        SortedSet<String> others = new TreeSet<>(userIds);
        others.remove(customerId);
        return Collections.unmodifiableSortedSet(others);
    }

    /**
     * The traits of the groups that she belongs to, by groupId, sorted; of many the first {@value #MAX_GROUPS}. Decided
     * like her own, of many keys the {@linkplain FirstKept first} {@value #MAX_GROUP_TRAITS}.
     */
    public Map<String, Map<String, Object>> groups() {
        SortedMap<String, Map<String, Object>> present = new TreeMap<>();
        groups.byId().forEach((id, known) -> present.put(id, present(known)));
        return Collections.unmodifiableSortedMap(present);
    }

    /**
     * Decided per key by the latest event that carried it; a key last set to null is absent. Of many keys the
     * {@linkplain FirstKept first} {@value #MAX_TRAITS}, those set to null included. Frozen JSON values.
     */
    public Map<String, Object> traits() {
        return presentTraits;
    }

    /** What {@link #traits()} say of consent. */
    public Consents consents() {
        Consents known = consents;
        if (known == null) {
            known = Consents.in(presentTraits);
            consents = known;
        }
        return known;
    }

    /** The time of the latest event; empty for a stranger. */
    public Optional<Instant> updatedAt() {
        return updatedAt == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(updatedAt));
    }

    /** By event name, sorted; of many names the {@linkplain FirstKept first} {@value #MAX_EVENT_NAMES}. */
    public Map<String, EventStats> events() {
        return events;
    }

    /** What was seen under all names that are not among {@link #events()}, as one; empty if there are none. */
    public Optional<EventStats> otherEvents() {
        return Optional.ofNullable(otherEvents);
    }

    /**
     * What was seen under a name, if it is among {@link #events()}; {@code "*"} stands for any track, page or screen, those
     * of {@link #otherEvents()} included.
     */
    public Optional<EventStats> stats(String name) {
        EventStats known = index().byName().get(name);
        return Optional.ofNullable(known == null && name.equals(LoggedEvent.ANY_NAME) ? anyEvent() : known);
    }

    /**
     * Whether there was an event of a name, as for {@link #stats}, after a time and not after another; empty if the profile, which
     * is bounded, does not tell.
     */
    public Optional<Boolean> anyBetween(String name, Instant after, Instant until) {
        Optional<EventStats> known = stats(name);
        if (known.isPresent()) {
            return known.get().anyBetween(after, until);
        }
        // it may be among them
        Optional<Boolean> other = otherEvents().flatMap(others -> others.anyBetween(after, until));
        return otherEvents().isEmpty() || other.equals(Optional.of(false)) ? Optional.of(false) : Optional.empty();
    }

    /** When the latest event of a name was, as {@link #stats}, in ms since 1970; empty if none was seen. */
    public OptionalLong lastMillis(String name) {
        EventIndex known = index();
        EventStats stats = known.byName().get(name);
        if (stats != null) {
            return OptionalLong.of(stats.lastMillis());
        }
        return known.last() != NEVER && name.equals(LoggedEvent.ANY_NAME)
                ? OptionalLong.of(known.last())
                : OptionalLong.empty();
    }

    /** What a reading answers for this profile; remembered until another is asked. */
    @SuppressWarnings("unchecked") // equal readings have answers of one type
    public <T> T read(Reading<T> reading) {
        Remembered<?> known = remembered;
        if (known == null || !known.reading.equals(reading)) {
            known = new Remembered<>(reading, reading.of(this));
            remembered = known;
        }
        return (T) known.answer;
    }

    private EventIndex index() {
        EventIndex known = index;
        if (known == null) {
            known = EventIndex.of(events, otherEvents);
            index = known;
        }
        return known;
    }

    private @Nullable EventStats anyEvent() {
        EventStats any = anyEvent;
        if (any == null && !events.isEmpty()) {
            List<EventStats> all = new ArrayList<>(events.values());
            otherEvents().ifPresent(all::add);
            any = EventStats.ofAll(all);
            anyEvent = any;
        }
        return any;
    }

    long updatedAtMillis() {
        return updatedAt;
    }

    SortedMap<String, Long> anonymousIdTimes() {
        return anonymousIds;
    }

    /** Her own, too. */
    SortedSet<String> userIds() {
        return userIds;
    }

    /** With those taken back. */
    SortedMap<String, Trait> allTraits() {
        return traits;
    }

    Groups allGroups() {
        return groups;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof CustomerProfile other
                && customerId.equals(other.customerId)
                && updatedAt == other.updatedAt
                && anonymousIds.equals(other.anonymousIds)
                && userIds.equals(other.userIds)
                && traits.equals(other.traits)
                && groups.equals(other.groups)
                && events.equals(other.events)
                && Objects.equals(otherEvents, other.otherEvents);
    }

    @Override
    public int hashCode() {
        return 31 * customerId.hashCode() + Long.hashCode(updatedAt);
    }

    @Override
    public String toString() {
        return "profile of " + customerId + ", updated at " + updatedAt() + ", also " + anonymousIds + " " + userIds
                + ", traits " + traits + ", groups " + groups + ", events " + events
                + ", others " + otherEvents;
    }
}
