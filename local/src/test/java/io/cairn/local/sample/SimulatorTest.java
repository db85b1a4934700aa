package io.cairn.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.model.profile.CustomerProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SimulatorTest {
    private static final List<List<SampleEvent>> HISTORIES = new ArrayList<>();

    @BeforeAll
    static void simulate() {
        Simulator simulator = new Simulator(Folded.END);
        IntStream.rangeClosed(1, Simulator.CUSTOMERS).forEach(number -> HISTORIES.add(simulator.history(number)));
    }

    @Test
    void sameMomentGivesTheSameHistory() {
        Simulator again = new Simulator(Folded.END);
        for (int number = 1; number <= 100; number++) {
            assertThat(again.history(number)).isEqualTo(HISTORIES.get(number - 1));
        }
    }

    @Test
    void laterStartSendsTheSameMessages() {
        Simulator later = new Simulator(Folded.END.plus(Duration.ofDays(1)));
        for (int number = 1; number <= 100; number++) {
            assertThat(ids(later.history(number)))
                    .as("customer %d", number)
                    .containsExactlyInAnyOrderElementsOf(ids(HISTORIES.get(number - 1)));
        }
    }

    private static List<String> ids(List<SampleEvent> events) {
        return events.stream().map(SampleEvent::messageId).toList();
    }

    @Test
    void everyMessageHasAnIdOfItsOwnAndIsOfTheLastNineMonths() {
        Set<String> ids = new HashSet<>();
        for (List<SampleEvent> history : HISTORIES) {
            for (SampleEvent event : history) {
                assertThat(ids.add(event.messageId())).as(event.messageId()).isTrue();
                assertThat(event.at()).isBetween(Folded.END.minus(Duration.ofDays(275)), Folded.END);
            }
        }
        assertThat(ids).hasSizeBetween(60_000, 100_000);
    }

    @Test
    void everyCustomerIsKnownInTheEnd() {
        for (List<SampleEvent> history : HISTORIES) {
            assertThat(history).anyMatch(event -> event.type() == SampleEvent.Call.IDENTIFY);
        }
    }

    @Test
    void everyStageAndPersonaHasCustomers() throws Exception {
        Folded folded = new Folded();
        Map<String, Integer> stages = new TreeMap<>();
        Map<String, Integer> personas = new TreeMap<>();
        for (List<SampleEvent> history : HISTORIES) {
            CustomerProfile profile = Folded.profile("u", history);
            stages.merge(String.valueOf(folded.stage(profile, Folded.END)), 1, Integer::sum);
            personas.merge(String.valueOf(folded.persona(profile)), 1, Integer::sum);
        }
        assertThat(stages)
                .containsOnlyKeys(
                        "awareness",
                        "consideration",
                        "intent",
                        "purchase",
                        "first-use",
                        "loyalty",
                        "at-risk",
                        "lapsed");
        assertThat(stages.values()).as(stages.toString()).allMatch(customers -> customers >= 80);
        assertThat(personas).containsKeys("bargain-hunter", "home-barista", "store-regular");
        assertThat(personas.values()).as(personas.toString()).allMatch(customers -> customers >= 150);
    }
}
