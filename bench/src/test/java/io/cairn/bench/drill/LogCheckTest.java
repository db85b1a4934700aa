package io.cairn.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.model.event.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogCheckTest {
    private final List<SentEvent> sent = Made.events(50);
    private final Map<String, List<LoggedEvent>> timelines = Made.timelines(sent);
    private final SentEvent first = sent.get(0);

    @Test
    void aLogThatHoldsWhatWasAcknowledgedOnceIsRight() {
        assertThat(check().none()).isTrue();
    }

    @Test
    void aLostEventIsFound() {
        timelines.get(first.customerId()).remove(first.event());

        assertThat(check().lost()).containsExactly(first.messageId());
        assertThat(check().none()).isFalse();
    }

    @Test
    void anEventThatIsTwiceInATimelineIsFound() {
        timelines.get(first.customerId()).add(first.event());

        assertThat(check().doubled()).containsExactly(first.messageId());
        assertThat(check().none()).isFalse();
    }

    @Test
    void anEventThatTwoCustomersHaveIsFound() {
        timelines.put("somebody-else", new ArrayList<>(List.of(first.event())));

        assertThat(check().doubled()).containsExactly(first.messageId());
    }

    @Test
    void anEventOnTheWrongCustomerIsLostToHers() {
        timelines.get(first.customerId()).remove(first.event());
        timelines.put("somebody-else", new ArrayList<>(List.of(first.event())));

        assertThat(check().lost()).containsExactly(first.messageId());
    }

    @Test
    void anAlteredEventIsFound() {
        LoggedEvent event = first.event();
        timelines.get(first.customerId()).remove(event);
        timelines
                .get(first.customerId())
                .add(new LoggedEvent(
                        event.messageId(),
                        event.type(),
                        event.name(),
                        event.userId(),
                        event.anonymousId(),
                        event.at().plusMillis(1),
                        event.properties(),
                        event.traits(),
                        event.groupId()));

        assertThat(check().altered()).containsExactly(first.messageId());
    }

    @Test
    void whatNobodySentIsFound() {
        LogCheck.Findings findings = LogCheck.compare(Map.of(), Set.of(), timelines);

        assertThat(findings.unknown()).hasSize(sent.size());
    }

    private LogCheck.Findings check() {
        Map<String, SentEvent> byId = Made.byId(sent);
        return LogCheck.compare(byId, byId.keySet(), timelines);
    }
}
