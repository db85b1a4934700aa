package io.cairn.events.plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was seen of the events of one name, and is not written down yet. */
final class Tally {
    long count;
    long sampled;
    long violations;
    long rejected;

    @Nullable
    Instant first;

    @Nullable
    Instant last;

    @Nullable
    Instant received;

    @Nullable
    String violation;

    @Nullable
    Instant violationAt;

    final Map<Instant, Long> hours = new HashMap<>();
    final PropertyTypes types = new PropertyTypes();

    /** Counts what another counted, before or after. */
    void add(Tally other) {
        count += other.count;
        sampled += other.sampled;
        violations += other.violations;
        rejected += other.rejected;
        first = first == null || (other.first != null && other.first.isBefore(first)) ? other.first : first;
        last = later(last, other.last);
        received = later(received, other.received);
        if (other.violationAt != null && (violationAt == null || !other.violationAt.isBefore(violationAt))) {
            violationAt = other.violationAt;
            violation = other.violation;
        }
        other.hours.forEach((hour, n) -> hours.merge(hour, n, Long::sum));
        types.add(other.types);
    }

    /** Keeps how many there were, and nothing that the events themselves say. */
    void forgetContent() {
        sampled = 0;
        types.clear();
        violation = null;
        violationAt = null;
    }

    static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }
}
