package io.cairn.model.profile;

import io.cairn.model.profile.Buckets.Bucket;
import io.cairn.model.profile.EventStats.RecentEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What {@link EventStats} has besides its numbers: most of a profile's bytes, and of most names never asked for. Read, or
 * merged, when it is; written as it was read if nobody changed it. Immutable to whoever asks.
 */
final class StatsDetails {
    /**
     * What there is to know.
     *
     * @param recent newest first
     */
    record Known(List<RecentEvent> recent, Buckets hours, Buckets days) {}

    private final Supplier<Known> source;
    private final @Nullable Part encoded;

    /** No recent event's properties take more, see {@link Shares}. */
    private final int share;

    /** Two threads that ask first at once compute the same; a record of final fields is safe to share unguarded. */
    private @Nullable Known known;

    private StatsDetails(Supplier<Known> source, @Nullable Part encoded, int share) {
        this.source = source;
        this.encoded = encoded;
        this.share = share;
    }

    static StatsDetails of(List<RecentEvent> recent, Buckets hours, Buckets days) {
        return of(new Known(recent, hours, days), null, Integer.MAX_VALUE);
    }

    private static StatsDetails of(Known known, @Nullable Part encoded, int share) {
        return new StatsDetails(() -> known, encoded, share);
    }

    /**
     * What was not read yet. Later calls may throw {@link UnreadableProfile}.
     *
     * @param count of the events
     * @param last the time of the latest, in ms since 1970
     * @param share that recent events were cut to
     */
    static StatsDetails encoded(Part part, long count, long last, int share) {
        return new StatsDetails(() -> read(part.open(), count, last), part, share);
    }

    Known known() {
        Known there = known;
        if (there == null) {
            there = source.get();
            known = there;
        }
        return there;
    }

    /** Of both sets of events. */
    StatsDetails plus(StatsDetails other) {
        Known mine = known();
        Known theirs = other.known();
        List<RecentEvent> latest = new ArrayList<>(mine.recent.size() + theirs.recent.size());
        latest.addAll(mine.recent);
        latest.addAll(theirs.recent);
        latest.sort(RecentEvent.NEWEST_FIRST);
        Known both = new Known(
                List.copyOf(latest.subList(0, Math.min(EventStats.MAX_RECENT, latest.size()))),
                mine.hours.plus(theirs.hours),
                mine.days.plus(theirs.days));
        return of(both, null, Math.max(share, other.share));
    }

    /** Of all of some sets of events, at least one; merged when it is asked for. */
    static StatsDetails ofAll(List<StatsDetails> sets) {
        return new StatsDetails(
                () -> sets.stream().reduce(StatsDetails::plus).orElseThrow().known(), null, Integer.MAX_VALUE);
    }

    /** Without the buckets before some. */
    StatsDetails since(long hour, long day) {
        Known all = known();
        return of(new Known(all.recent, all.hours.since(hour), all.days.since(day)), null, share);
    }

    /** With as much of each recent event's properties as {@link Shares#cut} leaves. */
    StatsDetails cutTo(int most) {
        if (share <= most) {
            return this;
        }
        Known all = known();
        List<RecentEvent> cut = all.recent.stream()
                .map(event -> event.withProperties(Shares.cut(event.properties(), most)))
                .toList();
        Part same = cut.equals(all.recent) ? encoded : null;
        return of(new Known(cut, all.hours, all.days), same, most);
    }

    /**
     * The buckets are written only if there are more events than recent ones, which tell them otherwise.
     *
     * @param count of the events
     * @param last the time of the latest, in ms since 1970
     */
    void write(Output out, long count, long last) {
        if (encoded != null) {
            encoded.copyTo(out);
            return;
        }
        Known all = known();
        Output part = out.ofPart();
        for (int i = 0; i < all.recent.size(); i++) {
            RecentEvent event = all.recent.get(i);
            if (i > 0) {
                part.unsigned(
                        all.recent.get(i - 1).at().toEpochMilli() - event.at().toEpochMilli());
            }
            part.messageId(event.messageId());
            part.map(event.properties());
        }
        if (!EventStats.areAllRecent(count)) {
            write(part, EventStats.hour(last), all.hours);
            write(part, EventStats.day(last), all.days);
        }
        out.part(part);
    }

    private static Known read(Input in, long count, long last) {
        RecentEvent[] recent = new RecentEvent[(int) Math.min(count, EventStats.MAX_RECENT)];
        long at = last;
        for (int i = 0; i < recent.length; i++) {
            at = i == 0 ? last : in.back(at);
            recent[i] = new RecentEvent(Instant.ofEpochMilli(at), in.messageId(), in.map());
        }
        boolean areAll = EventStats.areAllRecent(count);
        Buckets hours = areAll ? Buckets.of(recent, EventStats::hour) : buckets(in, EventStats.hour(last));
        Buckets days = areAll ? Buckets.of(recent, EventStats::day) : buckets(in, EventStats.day(last));
        in.requireEnd();
        return new Known(List.of(recent), hours, days);
    }

    /** Newest first: the first is mostly that of the name's latest event. */
    private static void write(Output out, long newest, Buckets buckets) {
        out.unsigned(buckets.size());
        long previous = newest;
        for (int i = buckets.size() - 1; i >= 0; i--) {
            Bucket bucket = buckets.bucket(i);
            boolean hasSum = bucket.sum().signum() != 0;
            out.unsigned(previous - buckets.index(i));
            out.unsigned(bucket.count() << 1 | (hasSum ? 1 : 0));
            if (hasSum) {
                out.decimal(bucket.sum());
            }
            previous = buckets.index(i);
        }
    }

    private static Buckets buckets(Input in, long newest) {
        long[] indexes = new long[in.size()];
        Bucket[] buckets = new Bucket[indexes.length];
        long previous = newest;
        for (int i = indexes.length - 1; i >= 0; i--) {
            long index = in.back(previous);
            if (i < indexes.length - 1 && index == previous) {
                throw new UnreadableProfile("two buckets of one time");
            }
            long count = in.unsigned();
            indexes[i] = index;
            buckets[i] = new Bucket(count >> 1, (count & 1) == 1 ? in.decimal() : BigDecimal.ZERO);
            previous = index;
        }
        return new Buckets(indexes, buckets);
    }
}
