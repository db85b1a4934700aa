package io.cairn.personalization.decision;

import io.cairn.personalization.contact.QuietHours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * Quiet hours in one time zone. Where clocks change, the silence is the longer of what the customer's clock could mean:
 * it begins when the clock first shows {@code from} and ends when it last shows {@code to}.
 */
record Silence(QuietHours hours, ZoneId zone) {
    /** When the silence that reigns now ends; empty if there is none. */
    Optional<Instant> endAt(Instant now) {
        LocalDate today = now.atZone(zone).toLocalDate();
        // a silence that began yesterday may reach into today, and one of today into tomorrow
        return endIfWithin(today.minusDays(1), now).or(() -> endIfWithin(today, now));
    }

    private Optional<Instant> endIfWithin(LocalDate day, Instant now) {
        LocalTime from = hours.from();
        LocalTime to = hours.to();
        Instant begin = firstShown(day.atTime(from));
        LocalDate endDay = to.isAfter(from) ? day : day.plusDays(1);
        Instant end = endDay.atTime(to).atZone(zone).withLaterOffsetAtOverlap().toInstant();
        return now.isBefore(begin) || !now.isBefore(end) ? Optional.empty() : Optional.of(end);
    }

    /** When the clock first shows a time, or a later one if it skips that. */
    private Instant firstShown(LocalDateTime time) {
        ZoneOffsetTransition skipping = zone.getRules().getTransition(time);
        return skipping != null && skipping.isGap()
                ? skipping.getInstant()
                : time.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }
}
