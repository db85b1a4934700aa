package io.cairn.personalization.caps;

import io.cairn.personalization.contact.Cap;
import io.cairn.personalization.contact.CountOn;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a cap stands with what a customer was handed.
 *
 * @param room how many more it allows now; 0 or below: none
 * @param frees where there is no room, from when there is some; null if never, or if there is room
 */
public record Standing(long room, @Nullable Instant frees) {
    /** An inbound proposition that nobody saw for so long was not seen at all. */
    public static final Duration UNSEEN = Duration.ofHours(1);

    private static final Instant NEVER = Instant.MAX;

    /** @param counted the contacts that the cap is about, in any order */
    public static Standing of(Cap cap, Collection<Contact> counted, Instant now, ZoneId zone) {
        List<Instant> ends = counted.stream()
                .map(contact -> countsUntil(cap, contact, zone))
                .filter(end -> end.isAfter(now))
                .sorted()
                .toList();
        long room = (long) limit(cap) - ends.size();
        if (room > 0 || limit(cap) == 0) {
            return new Standing(room, null);
        }
        Instant frees = ends.get((int) -room);
        return new Standing(room, frees.equals(NEVER) ? null : frees);
    }

    /** Whether the cap still counts the contact. */
    public static boolean counts(Cap cap, Contact contact, Instant now, ZoneId zone) {
        return countsUntil(cap, contact, zone).isAfter(now);
    }

    /** Of two times the later; null is never. */
    public static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return null;
        }
        return one.isAfter(other) ? one : other;
    }

    /** Checked when the cap was saved. */
    static int limit(Cap cap) {
        return cap.limit() == null ? 0 : cap.limit();
    }

    /** From when the cap no longer counts the contact. */
    private static Instant countsUntil(Cap cap, Contact contact, ZoneId zone) {
        if (contact.isReleased()) {
            return contact.at();
        }
        Instant windowEnd = windowEnd(cap, contact.at(), zone);
        if (cap.countOn() == CountOn.DELIVERED && !contact.outbound() && !contact.isSeen()) {
            Instant released = contact.at().plus(UNSEEN);
            return released.isBefore(windowEnd) ? released : windowEnd;
        }
        return windowEnd;
    }

    private static Instant windowEnd(Cap cap, Instant at, ZoneId zone) {
        Cap.CalendarUnit unit = cap.calendarUnit();
        if (unit != null) {
            LocalDate day = at.atZone(zone).toLocalDate();
            LocalDate next =
                    switch (unit) {
                        case DAY -> day.plusDays(1);
                        case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
                        case MONTH -> day.with(TemporalAdjusters.firstDayOfNextMonth());
                    };
            return next.atStartOfDay(zone).toInstant();
        }
        return cap.per() == null ? NEVER : at.plus(cap.per().length());
    }
}
