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

    /** Bytes, from, to: what {@link #write} would write. */
    private final byte @Nullable [] encoded;

    private final int from;
    private final int to;

    /** Two threads that ask first at once compute the same; a record of final fields is safe to share unguarded. */
    private @Nullable Known known;

    private StatsDetails(Supplier<Known> source, byte @Nullable [] encoded, int from, int to) {
        this.source = source;
        this.encoded = encoded;
        this.from = from;
        this.to = to;
    }

    static StatsDetails of(List<RecentEvent> recent, Buckets hours, Buckets days) {
        Known known = new Known(recent, hours, days);
        return new StatsDetails(() -> known, null, 0, 0);
    }

    /** What was written by {@link #write}, not read yet. Later calls may throw {@link UnreadableProfile}. */
    static StatsDetails encoded(byte[] bytes, int from, int to, long last) {
        return new StatsDetails(() -> read(new Input(bytes, from, to), last), bytes, from, to);
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
        return of(
                List.copyOf(latest.subList(0, Math.min(EventStats.MAX_RECENT, latest.size()))),
                mine.hours.plus(theirs.hours),
                mine.days.plus(theirs.days));
    }

    /** Of all of some sets of events, at least one; merged when it is asked for. */
    static StatsDetails ofAll(List<StatsDetails> sets) {
        return new StatsDetails(
                () -> sets.stream().reduce(StatsDetails::plus).orElseThrow().known(), null, 0, 0);
    }

    /** Without the buckets before some. */
    StatsDetails since(long hour, long day) {
        Known all = known();
        return of(all.recent, all.hours.since(hour), all.days.since(day));
    }

    /** @param last the time of the latest event, in ms since 1970 */
    void write(Output out, long last) {
        if (encoded != null) {
            out.block(encoded, from, to);
            return;
        }
        Known all = known();
        Output block = new Output();
        block.unsigned(all.recent.size());
        long previous = last;
        for (RecentEvent event : all.recent) {
            long at = event.at().toEpochMilli();
            block.unsigned(previous - at);
            block.text(event.messageId());
            block.map(event.properties());
            previous = at;
        }
        write(block, EventStats.hour(last), all.hours);
        write(block, EventStats.day(last), all.days);
        byte[] bytes = block.toBytes();
        out.block(bytes, 0, bytes.length);
    }

    private static Known read(Input in, long last) {
        RecentEvent[] recent = new RecentEvent[in.size()];
        long previous = last;
        for (int i = 0; i < recent.length; i++) {
            previous = in.back(previous);
            recent[i] = new RecentEvent(Instant.ofEpochMilli(previous), in.text(), in.map());
        }
        Known known = new Known(List.of(recent), buckets(in, EventStats.hour(last)), buckets(in, EventStats.day(last)));
        in.requireEnd();
        return known;
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
