package io.cairn.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.model.event.EventType;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventSourceTest {
    private final EventSource source = Made.source(3);
    private final List<SentEvent> sent = source.next(2_000);

    @Test
    void anAnonymousIdIsAlwaysTheSameCustomers() {
        assertThat(sent.stream()
                        .filter(event -> event.event().anonymousId() != null)
                        .map(event -> event.event().anonymousId() + " " + event.customerId())
                        .distinct()
                        .map(pair -> pair.substring(0, pair.indexOf(' '))))
                .doesNotHaveDuplicates();
    }

    @Test
    void guestsAreSeenBeforeAndAfterTheyAreIdentified() {
        String guest = new Cast("m").guest(10);
        List<SentEvent> hers = sent.stream()
                .filter(event -> guest.equals(event.event().anonymousId()))
                .toList();

        assertThat(hers).anyMatch(event -> event.event().userId() == null);
        assertThat(hers).filteredOn(EventSourceTest::isJoin).hasSizeGreaterThan(1);
    }

    @Test
    void inTheEndEachAnonymousIdOfAKnownCustomerIsJoinedToHer() {
        List<SentEvent> joins = source.joins(sent);

        assertThat(joins).allMatch(EventSourceTest::isJoin);
        assertThat(joins.stream().map(join -> join.event().anonymousId()))
                .doesNotHaveDuplicates()
                .contains(new Cast("m").device(0), new Cast("m").guest(10))
                .doesNotContain(new Cast("m").stranger(0));
    }

    private static boolean isJoin(SentEvent event) {
        return event.event().type() == EventType.IDENTIFY && event.event().userId() != null;
    }
}
