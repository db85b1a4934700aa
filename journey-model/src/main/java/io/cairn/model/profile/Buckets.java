package io.cairn.model.profile;

import io.cairn.model.profile.EventStats.RecentEvent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.BiFunction;
import java.util.function.LongUnaryOperator;

/** Counts and value sums by hour or day since 1970, those with events only. Immutable. */
final class Buckets {
    /**
     * What one bucket holds.
     *
     * @param sum of the values; zero if no event had one
     */
    record Bucket(long count, BigDecimal sum) {
        Bucket plus(Bucket other) {
            return new Bucket(count + other.count, Sums.add(sum, other.sum));
        }
    }

    /** Ascending. */
    private final long[] indexes;

    private final Bucket[] buckets;

    /** Takes the arrays as they are; the indexes ascend strictly. */
    Buckets(long[] indexes, Bucket[] buckets) {
        this.indexes = indexes;
        this.buckets = buckets;
    }

    static Buckets of(SortedMap<Long, Bucket> byIndex) {
        long[] indexes = new long[byIndex.size()];
        Bucket[] buckets = new Bucket[byIndex.size()];
        int i = 0;
        for (Map.Entry<Long, Bucket> entry : byIndex.entrySet()) {
            indexes[i] = entry.getKey();
            buckets[i++] = entry.getValue();
        }
        return new Buckets(indexes, buckets);
    }

    /** Of all of some events, newest first, by the bucket of a time. */
    static Buckets of(RecentEvent[] events, LongUnaryOperator bucketOf) {
        long[] indexes = new long[events.length];
        Bucket[] buckets = new Bucket[events.length];
        int n = 0;
        for (int i = events.length - 1; i >= 0; i--) {
            long index = bucketOf.applyAsLong(events[i].at().toEpochMilli());
            BigDecimal value = Sums.valueOf(events[i].properties());
            if (n > 0 && indexes[n - 1] == index) {
                buckets[n - 1] = new Bucket(buckets[n - 1].count + 1, Sums.add(buckets[n - 1].sum, value));
            } else {
                indexes[n] = index;
                buckets[n++] = new Bucket(1, value);
            }
        }
        return new Buckets(Arrays.copyOf(indexes, n), Arrays.copyOf(buckets, n));
    }

    int size() {
        return indexes.length;
    }

    /** The index of the first; {@link EventStats#NO_BUCKET} if there is none. */
    long oldest() {
        return indexes.length == 0 ? EventStats.NO_BUCKET : indexes[0];
    }

    long index(int i) {
        return indexes[i];
    }

    Bucket bucket(int i) {
        return buckets[i];
    }

    /** Those not before an index. */
    Buckets since(long index) {
        int from = position(index);
        return from == 0
                ? this
                : new Buckets(
                        Arrays.copyOfRange(indexes, from, indexes.length),
                        Arrays.copyOfRange(buckets, from, buckets.length));
    }

    Buckets plus(Buckets other) {
        if (size() == 0 || other.size() == 0) {
            return size() == 0 ? other : this;
        }
        long[] mergedIndexes = new long[size() + other.size()];
        Bucket[] merged = new Bucket[mergedIndexes.length];
        int n = 0;
        for (int i = 0, j = 0; i < size() || j < other.size(); n++) {
            boolean mine = i < size() && (j == other.size() || indexes[i] <= other.indexes[j]);
            boolean theirs = j < other.size() && (i == size() || other.indexes[j] <= indexes[i]);
            mergedIndexes[n] = mine ? indexes[i] : other.indexes[j];
            if (mine && theirs) {
                merged[n] = buckets[i++].plus(other.buckets[j++]);
            } else {
                merged[n] = mine ? buckets[i++] : other.buckets[j++];
            }
        }
        return new Buckets(Arrays.copyOf(mergedIndexes, n), Arrays.copyOf(merged, n));
    }

    long countSince(long index) {
        long count = 0;
        for (int i = position(index); i < buckets.length; i++) {
            count += buckets[i].count();
        }
        return count;
    }

    BigDecimal sumSince(long index) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = position(index); i < buckets.length; i++) {
            sum = Sums.add(sum, buckets[i].sum());
        }
        return sum;
    }

    /**
     * Whether there were events in a span of time, both ends inclusive, in ms since 1970; empty if these buckets do not tell: as
     * those that have some reach out of it, or as it begins before the first of them.
     *
     * @param width of a bucket in ms
     */
    Optional<Boolean> anyBetween(long from, long to, long width) {
        boolean isAnyPartly = false;
        for (int i = position(from / width); i < indexes.length && indexes[i] <= to / width; i++) {
            if (indexes[i] * width >= from && (indexes[i] + 1) * width - 1 <= to) {
                return Optional.of(true);
            }
            isAnyPartly = true;
        }
        return isAnyPartly || oldest() > from / width ? Optional.empty() : Optional.of(false);
    }

    /**
     * The first bucket not before {@code index} without which, and all before it, what {@code view} makes of count and sum
     * is another.
     */
    OptionalLong firstToMatter(long index, BiFunction<Long, BigDecimal, Object> view) {
        long count = countSince(index);
        BigDecimal sum = sumSince(index);
        Object present = view.apply(count, sum);
        for (int i = position(index); i < buckets.length; i++) {
            count -= buckets[i].count();
            sum = Sums.add(sum, buckets[i].sum().negate());
            if (!view.apply(count, sum).equals(present)) {
                return OptionalLong.of(indexes[i]);
            }
        }
        return OptionalLong.empty();
    }

    private int position(long index) {
        int found = Arrays.binarySearch(indexes, index);
        return found < 0 ? -found - 1 : found;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Buckets other
                && Arrays.equals(indexes, other.indexes)
                && Arrays.equals(buckets, other.buckets);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(indexes) + Arrays.hashCode(buckets);
    }
}
