package io.cairn.personalization.caps;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.personalization.contact.Cap;
import io.cairn.personalization.contact.CapWindow;
import io.cairn.personalization.contact.CountOn;
import io.cairn.personalization.wire.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");

    private static Cap cap(int limit, @Nullable String per, CapWindow window) {
        return new Cap(limit, per == null ? null : Span.parse(per), null, window, null);
    }

    private static List<Contact> contacts(String... at) {
        return Stream.of(at).map(time -> contact(Instant.parse(time), true)).toList();
    }

    private static Contact contact(Instant at, boolean outbound) {
        return new Contact("p" + at, "ten", "r", List.of(), "mail", "email", outbound, at, Map.of());
    }

    private static Standing standing(Cap cap, List<Contact> contacts, String now, ZoneId zone) {
        return Standing.of(cap, contacts, Instant.parse(now), zone);
    }

    @Test
    void slidingWindowCountsAContactForExactlyItsPeriod() {
        Cap cap = cap(1, "P7D", CapWindow.SLIDING);
        List<Contact> contacts = contacts("2026-06-08T12:00:00Z");
        assertThat(standing(cap, contacts, "2026-06-15T11:59:59.999Z", BERLIN))
                .isEqualTo(new Standing(0, Instant.parse("2026-06-15T12:00:00Z")));
        assertThat(standing(cap, contacts, "2026-06-15T12:00:00Z", BERLIN)).isEqualTo(new Standing(1, null));
    }

    @Test
    void slidingDayIs24HoursAlsoWhenTheClocksChange() {
        Cap cap = cap(1, "P1D", CapWindow.SLIDING);
        List<Contact> contacts = contacts("2026-03-28T12:00:00Z");
        assertThat(standing(cap, contacts, "2026-03-29T11:59:00Z", BERLIN).frees())
                .isEqualTo("2026-03-29T12:00:00Z");
    }

    @Test
    void calendarDayEndsAtMidnightInTheZoneAlsoOnTheDayWith23Hours() {
        Cap cap = cap(1, "P1D", CapWindow.CALENDAR);
        List<Contact> contacts = contacts("2026-03-29T00:30:00Z");
        assertThat(standing(cap, contacts, "2026-03-29T12:00:00Z", BERLIN).frees())
                .isEqualTo("2026-03-29T22:00:00Z");
        assertThat(standing(cap, contacts, "2026-03-29T12:00:00Z", ZoneOffset.UTC)
                        .frees())
                .isEqualTo("2026-03-30T00:00:00Z");
    }

    @Test
    void calendarWeekBeginsOnMondayAndCalendarMonthOnTheFirst() {
        List<Contact> sunday = contacts("2026-06-14T12:00:00Z");
        assertThat(standing(cap(1, "P7D", CapWindow.CALENDAR), sunday, "2026-06-14T13:00:00Z", ZoneOffset.UTC)
                        .frees())
                .isEqualTo("2026-06-15T00:00:00Z");
        assertThat(standing(cap(1, "P1M", CapWindow.CALENDAR), sunday, "2026-06-14T13:00:00Z", ZoneOffset.UTC)
                        .frees())
                .isEqualTo("2026-07-01T00:00:00Z");
    }

    @Test
    void fullCapFreesWhenEnoughContactsHaveAged() {
        Cap cap = cap(2, "P1D", CapWindow.SLIDING);
        List<Contact> three = contacts("2026-06-15T09:00:00Z", "2026-06-15T07:00:00Z", "2026-06-15T08:00:00Z");
        assertThat(standing(cap, three, "2026-06-15T12:00:00Z", BERLIN))
                .isEqualTo(new Standing(-1, Instant.parse("2026-06-16T08:00:00Z")));
    }

    @Test
    void capWithoutPeriodAndCapOfNoneNeverFree() {
        assertThat(Standing.of(cap(1, null, CapWindow.SLIDING), contacts("1999-01-01T00:00:00Z"), NOON, BERLIN))
                .isEqualTo(new Standing(0, null));
        assertThat(Standing.of(cap(0, "P1D", CapWindow.SLIDING), List.of(), NOON, BERLIN))
                .isEqualTo(new Standing(0, null));
    }

    @Test
    void onlyAnInboundContactIsReleasedUnseen() {
        Cap cap = new Cap(1, Span.parse("P7D"), null, null, CountOn.DELIVERED);
        Instant anHourAgo = NOON.minus(Standing.UNSEEN);
        assertThat(Standing.of(cap, List.of(contact(anHourAgo, false)), NOON, BERLIN)
                        .room())
                .isEqualTo(1);
        assertThat(Standing.of(cap, List.of(contact(anHourAgo, true)), NOON, BERLIN)
                        .room())
                .isZero();
        assertThat(Standing.of(cap, List.of(contact(anHourAgo.plusMillis(1), false)), NOON, BERLIN)
                        .frees())
                .isEqualTo(NOON.plusMillis(1));
    }

    @Property
    void fullCapHasRoomWhenItSaysSoAndNotAMillisecondBefore(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 200_000) Integer> minutesAgo,
            @ForAll @IntRange(min = 1, max = 4) int limit,
            @ForAll boolean calendar) {
        Cap cap = cap(limit, "P7D", calendar ? CapWindow.CALENDAR : CapWindow.SLIDING);
        List<Contact> contacts = minutesAgo.stream()
                .map(minutes -> contact(NOON.minusSeconds(minutes * 60L), true))
                .toList();
        Instant frees = Standing.of(cap, contacts, NOON, BERLIN).frees();
        if (frees != null) {
            assertThat(Standing.of(cap, contacts, frees, BERLIN).room()).isPositive();
            assertThat(Standing.of(cap, contacts, frees.minusMillis(1), BERLIN).room())
                    .isNotPositive();
        }
    }
}
