package io.cairn.model.profile;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** What a profile holds of the events of one name. Immutable. All but the numbers is read when it is first asked for. */
public final class EventStats {
    /** One of the latest events; {@code properties} are frozen JSON values. */
    public record RecentEvent(Instant at, String messageId, Map<String, Object> properties) {
        /** Latest first; a total order, as no two events share a messageId. */
        static final Comparator<RecentEvent> NEWEST_FIRST = Comparator.comparing(RecentEvent::at)
                .thenComparing(RecentEvent::messageId)
                .reversed();

        RecentEvent withProperties(Map<String, Object> other) {
            return other == properties ? this : new RecentEvent(at, messageId, other);
        }
    }

    public static final int MAX_RECENT = 20;

    /** Stands for the oldest of no buckets. */
    static final long NO_BUCKET = Long.MAX_VALUE;

    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;

    private final long count;
    private final BigDecimal total;
    private final long first;
    private final long last;
    private final long oldestHour;
    private final long oldestDay;
    private final StatsDetails details;

    /**
     * Takes all of them as they are.
     *
     * @param total canonical, see {@link Sums}
     * @param first in ms since 1970, as {@code last}
     * @param oldestHour the index of the first of the hourly buckets that are kept, if they are more than the recent
     *     events tell; else {@link #NO_BUCKET}
     * @param oldestDay of the daily ones
     */
    EventStats(
            long count,
            BigDecimal total,
            long first,
            long last,
            long oldestHour,
            long oldestDay,
            StatsDetails details) {
        this.count = count;
        this.total = total;
        this.first = first;
        this.last = last;
        this.oldestHour = oldestHour;
        this.oldestDay = oldestDay;
        this.details = details;
    }

    /** @param recent newest first */
    static EventStats of(
            long count,
            BigDecimal total,
            long first,
            long last,
            List<RecentEvent> recent,
            Buckets hours,
            Buckets days) {
        return with(count, total, first, last, StatsDetails.of(recent, hours, days));
    }

    private static EventStats with(long count, BigDecimal total, long first, long last, StatsDetails details) {
        if (areAllRecent(count)) {
            return new EventStats(count, total, first, last, NO_BUCKET, NO_BUCKET, details);
        }
        StatsDetails.Known known = details.known();
        return new EventStats(
                count, total, first, last, known.hours().oldest(), known.days().oldest(), details);
    }

    /** Whether so many events are all among the recent ones, so that these tell the buckets, too. */
    static boolean areAllRecent(long count) {
        return count <= MAX_RECENT;
    }

    /** The hourly bucket of a time in ms since 1970. */
    static long hour(long at) {
        return at / HOUR;
    }

    /** The daily bucket of a time in ms since 1970. */
    static long day(long at) {
        return at / DAY;
    }

    /**
     * The stats of both sets of events, which must be disjoint. Of each set only its latest {@value #MAX_RECENT} are
     * needed: an event that 20 others of its own set follow, 20 of the union follow too.
     */
    EventStats plus(EventStats other) {
        return with(
                count + other.count,
                Sums.add(total, other.total),
                Math.min(first, other.first),
                Math.max(last, other.last),
                details.plus(other.details));
    }

    /** The stats of all of some sets of events, at least one, as by {@link #plus}; their details when they are asked for. */
    static EventStats ofAll(Collection<EventStats> sets) {
        StatsDetails details =
                StatsDetails.ofAll(sets.stream().map(EventStats::details).toList());
        return new EventStats(
                sets.stream().mapToLong(EventStats::count).sum(),
                sets.stream().map(EventStats::total).reduce(Sums::add).orElseThrow(),
                sets.stream().mapToLong(set -> set.first).min().orElseThrow(),
                sets.stream().mapToLong(set -> set.last).max().orElseThrow(),
                NO_BUCKET,
                NO_BUCKET,
                details);
    }

    /**
     * Without the buckets that no window reaches that ends at the customer's latest event or later. That time only
     * grows as events are added, so what was left out once would be left out now: the buckets kept are those of the set
     * at or after a bound that the set determines. What the recent events tell needs no bound: windows do not look there.
     *
     * @param latest the time of the customer's latest behaviour, in ms since 1970
     */
    EventStats agedBy(long latest) {
        long hour = hour(latest) - Window.MAX_HOURS;
        long day = day(latest) - Window.MAX_DAYS;
        if (oldestHour >= hour && oldestDay >= day) {
            return this;
        }
        StatsDetails reachable = details.since(hour, day);
        StatsDetails.Known known = reachable.known();
        return new EventStats(
                count, total, first, last, known.hours().oldest(), known.days().oldest(), reachable);
    }

    /** See {@link StatsDetails#cutTo}. */
    EventStats cutTo(int share) {
        StatsDetails cut = details.cutTo(share);
        return cut == details ? this : new EventStats(count, total, first, last, oldestHour, oldestDay, cut);
    }

    /** How many, ever. At least 1. */
    public long count() {
        return count;
    }

    /** The exact sum of the events' values, ever. */
    public BigDecimal total() {
        return total;
    }

    /** The time of the earliest. */
    public Instant first() {
        return Instant.ofEpochMilli(first);
    }

    /** The time of the latest. */
    public Instant last() {
        return Instant.ofEpochMilli(last);
    }

    /** The latest {@value #MAX_RECENT}, newest first; of one millisecond, the greater messageId first. */
    public List<RecentEvent> recent() {
        return details.known().recent();
    }

    /**
     * Whether there was one after a time and not after another; empty if neither the recent ones nor the buckets tell, as there were
     * many more since.
     */
    Optional<Boolean> anyBetween(Instant after, Instant until) {
        long from = after.toEpochMilli() + 1;
        long to = until.toEpochMilli();
        if (first > to || last < from) {
            return Optional.of(false);
        }
        List<RecentEvent> recent = recent();
        if (first >= from
                || last <= to
                || recent.stream().anyMatch(event -> isBetween(event.at().toEpochMilli(), from, to))) {
            return Optional.of(true);
        }
        if (areAllRecent(count) || recent.get(recent.size() - 1).at().toEpochMilli() < from) {
            return Optional.of(false);
        }
        return hours().anyBetween(from, to, HOUR).or(() -> days().anyBetween(from, to, DAY));
    }

    private static boolean isBetween(long at, long from, long to) {
        return from <= at && at <= to;
    }

    /** How many in the window that ends at {@code now}, which must not be before the customer's latest event. */
    public long count(Window window, Instant now) {
        return buckets(window).countSince(window.firstBucket(now));
    }

    /** The exact sum of values in the window that ends at {@code now}, as for {@link #count(Window, Instant)}. */
    public BigDecimal total(Window window, Instant now) {
        return buckets(window).sumSince(window.firstBucket(now));
    }

    /**
     * When events leave the window that ends at {@code now} next, such that what is made of the rest's count and sum is
     * no longer equal to what it is now: in ms since 1970, after {@code now}; empty if never.
     */
    public OptionalLong nextLeaving(Window window, Instant now, BiFunction<Long, BigDecimal, Object> view) {
        OptionalLong bucket = buckets(window).firstToMatter(window.firstBucket(now), view);
        return bucket.isEmpty() ? bucket : OptionalLong.of(window.leavesAt(bucket.getAsLong()));
    }

    private Buckets buckets(Window window) {
        return window.countsHours() ? hours() : days();
    }

    long firstMillis() {
        return first;
    }

    /** The time of the latest, in ms since 1970. */
    public long lastMillis() {
        return last;
    }

    long oldestHour() {
        return oldestHour;
    }

    long oldestDay() {
        return oldestDay;
    }

    StatsDetails details() {
        return details;
    }

    Buckets hours() {
        return details.known().hours();
    }

    Buckets days() {
        return details.known().days();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof EventStats other
                && count == other.count
                && total.equals(other.total)
                && first == other.first
                && last == other.last
                && details.known().equals(other.details.known());
    }

    @Override
    public int hashCode() {
        return Objects.hash(count, total, first, last);
    }

    @Override
    public String toString() {
        return "count " + count + ", total " + total + ", first " + first() + ", last " + last() + ", recent "
                + recent();
    }
}
