package io.cairn.model.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.model.json.JsonValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoggedEventTest {
    @Test
    void idsAndNamesMustBeOnes() {
        assertRefused(Events.track("home").messageId(""), "messageId must not be blank: ''");
        assertRefused(
                Events.track("home").messageId("m".repeat(256)), "messageId must have at most 255 characters, not 256");
        assertRefused(Events.track("home").user("a\u0000b"), "userId must not contain control characters: 'a\uFFFDb'");
        assertRefused(Events.track("home").anonymous("a\uD800"), "anonymousId must not contain an unpaired surrogate");
        assertRefused(Events.track(" "), "name must not be blank");
        assertRefused(Events.track("home").user(null), "userId or anonymousId must be there");
    }

    @Test
    void aStarIsNoName() {
        assertRefused(Events.track("*"), "name must not be *");
    }

    @Test
    void onlyBehaviourHasANameAndOnlyIdentifyAndGroupHaveTraits() {
        assertRefused(Events.track(null), "name is for track, page and screen: TRACK with null");
        assertThatThrownBy(() -> new LoggedEvent(
                        "m1", EventType.IDENTIFY, "home", "u1", null, Instant.EPOCH, Map.of(), Map.of()))
                .hasMessage("name is for track, page and screen: IDENTIFY with home");
        assertThatThrownBy(() -> new LoggedEvent(
                        "m1", EventType.ALIAS, null, "u1", null, Instant.EPOCH, Map.of(), Map.of("plan", "pro")))
                .hasMessage("traits are for identify and group, not for ALIAS");
        assertThatThrownBy(() -> new LoggedEvent(
                        "m1", EventType.GROUP, null, "u1", null, Instant.EPOCH, Map.of(), Map.of("plan", "pro")))
                .hasMessage("groupId is for group: GROUP with null");
    }

    @Test
    void timesAreTruncatedToTheMillisecond() {
        assertThat(Events.track("home")
                        .at("2024-03-01T12:00:00.123987Z")
                        .event()
                        .at())
                .isEqualTo(Instant.parse("2024-03-01T12:00:00.123Z"));
    }

    @Test
    void timesBefore1970OrBeyond9999AreRefused() {
        assertRefused(Events.track("home").at(Instant.EPOCH.minusNanos(1)), "at must be from 1970 to 9999");
        assertRefused(Events.track("home").at(Instant.MAX), "at must be from 1970 to 9999");
        assertThat(Events.track("home").at(LoggedEvent.LATEST).event().at()).isEqualTo(LoggedEvent.LATEST);
    }

    @Test
    void theValueIsTheFirstNumberOfValueRevenueAndTotal() {
        assertThat(value(Map.of("value", 3, "revenue", 4))).isEqualTo("3");
        assertThat(value(Map.of("value", "3", "revenue", 4.5))).isEqualTo("4.5");
        assertThat(value(Map.of("total", 1e3))).isEqualTo("1000");
        assertThat(value(Map.of("value", "3"))).isEqualTo("none");
        assertThat(value(Map.of("price", 3))).isEqualTo("none");
    }

    @Test
    void aValueBeyondAllMoneyIsNone() {
        assertThat(value(Map.of("value", 1_000_000_000_000_000L))).isEqualTo("1000000000000000");
        assertThat(value(Map.of("value", -1_000_000_000_000_001L, "revenue", 1)))
                .isEqualTo("none");
        assertThat(value(Map.of("value", 1e300))).isEqualTo("none");
        assertThat(value(Map.of("value", new BigDecimal("1E-20")))).isEqualTo("0.00000000000000000001");
        assertThat(value(Map.of("value", new BigDecimal("1E-21")))).isEqualTo("none");
    }

    @Test
    void propertiesAreFrozen() {
        LoggedEvent event = new LoggedEvent(
                "m1", EventType.TRACK, "home", "u1", null, Instant.EPOCH, Map.of("value", 1.0), Map.of());
        assertThat(event.properties()).isEqualTo(JsonValues.freeze(Map.of("value", 1L), ""));
    }

    private static String value(Map<String, ?> properties) {
        LoggedEvent event = Events.track("purchase").properties(properties).event();
        return LoggedEvent.value(event.properties())
                .map(BigDecimal::toPlainString)
                .orElse("none");
    }

    private static void assertRefused(Events event, String message) {
        assertThatThrownBy(event::event)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
