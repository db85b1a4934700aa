package io.cairn.model.profile;

import io.cairn.model.event.LoggedEvent;
import io.cairn.model.profile.Buckets.Bucket;
import io.cairn.model.profile.EventStats.RecentEvent;
import java.math.BigDecimal;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Folds many events of one name, at a cost that does not grow with those before. Mutable; for one thread. */
final class StatsFold {
    private long count;
    private BigDecimal total = BigDecimal.ZERO;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** The oldest at the head, to be dropped first. */
    private final PriorityQueue<RecentEvent> recent = new PriorityQueue<>(RecentEvent.NEWEST_FIRST.reversed());

    private final TreeMap<Long, Bucket> hours = new TreeMap<>();
    private final TreeMap<Long, Bucket> days = new TreeMap<>();

    void add(LoggedEvent event) {
        long at = event.at().toEpochMilli();
        BigDecimal value = Sums.valueOf(event.properties());
        count++;
        total = Sums.add(total, value);
        first = Math.min(first, at);
        last = Math.max(last, at);
        Bucket bucket = new Bucket(1, value);
        hours.merge(EventStats.hour(at), bucket, Bucket::plus);
        days.merge(EventStats.day(at), bucket, Bucket::plus);
        recent.add(new RecentEvent(event.at(), event.messageId(), event.properties()));
        if (recent.size() > EventStats.MAX_RECENT) {
            recent.poll();
        }
    }

    EventStats stats() {
        List<RecentEvent> latest =
                recent.stream().sorted(RecentEvent.NEWEST_FIRST).toList();
        return EventStats.of(count, total, first, last, latest, Buckets.of(hours), Buckets.of(days));
    }
}
