package io.cairn.events.ingest;

import static io.cairn.events.ingest.Turns.Answer.BEGIN;
import static io.cairn.events.ingest.Turns.Answer.REFUSED;
import static io.cairn.events.ingest.Turns.Answer.WAIT;
import static io.cairn.events.ingest.Turns.Caller.KNOWN;
import static io.cairn.events.ingest.Turns.Caller.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(4, 4, new SimpleMeterRegistry());
    private final List<String> begun = new ArrayList<>();

    private Turns.Answer ask(Turns.Caller caller, String name) {
        return turns.ask(caller, () -> begun.add(name));
    }

    @Test
    void strangersHaveHalfOfTheTurnsAndOfTheWaitAtMost() {
        assertThat(ask(STRANGER, "a")).isEqualTo(BEGIN);
        assertThat(ask(STRANGER, "b")).isEqualTo(BEGIN);
        assertThat(ask(STRANGER, "c")).isEqualTo(WAIT);
        assertThat(ask(STRANGER, "d")).isEqualTo(WAIT);
        assertThat(ask(STRANGER, "e")).isEqualTo(REFUSED);
        assertThat(ask(KNOWN, "f")).isEqualTo(BEGIN);
        assertThat(ask(KNOWN, "g")).isEqualTo(BEGIN);
        assertThat(ask(KNOWN, "h")).isEqualTo(WAIT);
        assertThat(ask(KNOWN, "i")).isEqualTo(WAIT);
        assertThat(ask(KNOWN, "j")).isEqualTo(REFUSED);
    }

    @Test
    void whoMayBeginDoesInTheOrderInWhichAllCame() {
        for (String name : List.of("a", "b", "c", "d")) {
            ask(STRANGER, name);
        }
        for (String name : List.of("e", "f", "g", "h")) {
            ask(KNOWN, name);
        }
        turns.done(KNOWN);
        assertThat(begun).containsExactly("g");
        turns.done(STRANGER);
        assertThat(begun).containsExactly("g", "c");
        turns.done(KNOWN);
        turns.done(KNOWN);
        assertThat(begun).containsExactly("g", "c", "h");
        turns.done(STRANGER);
        turns.done(STRANGER);
        assertThat(begun).containsExactly("g", "c", "h", "d");
        turns.done(KNOWN);
        turns.done(STRANGER);
        assertThat(turns.underWay()).isZero();
        assertThat(turns.waiting()).isZero();
    }

    @Test
    void whoGaveUpIsNotCalled() {
        Runnable turn = () -> begun.add("late");
        for (int i = 0; i < 4; i++) {
            ask(KNOWN, "first");
        }
        assertThat(turns.ask(STRANGER, turn)).isEqualTo(WAIT);
        assertThat(turns.giveUp(turn)).isTrue();
        assertThat(turns.giveUp(turn)).isFalse();
        turns.done(KNOWN);
        assertThat(begun).isEmpty();
        assertThat(turns.underWay()).isEqualTo(3);
    }
}
