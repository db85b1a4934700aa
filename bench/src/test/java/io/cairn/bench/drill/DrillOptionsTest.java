package io.cairn.bench.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.bench.cairn.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrillOptionsTest {

    @Test
    void aNameAloneIsTwentyRoundsWithTheSeedGiven() throws Exception {
        assertThat(DrillOptions.parse(List.of("kill"), 7)).isEqualTo(new DrillOptions(List.of("kill"), 20, 7));
    }

    @Test
    void severalNamesRoundsAndSeedComeInAnyOrder() throws Exception {
        assertThat(DrillOptions.parse(List.of("kill", "--seed", "-3", "flush", "--rounds", "5"), 7))
                .isEqualTo(new DrillOptions(List.of("kill", "flush"), 5, -3));
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds 5,name a drill: kill",
        "kill --rounds,--rounds must be a whole number",
        "kill --rounds 0,--rounds must be a whole number from 1",
        "kill --rounds many,not 'many'",
        "kill --seed 1.5,--seed must be a whole number",
        "kill --round 5,unknown option '--round'"
    })
    void aWrongCallIsToldWhatIsWrong(String arguments, String said) {
        assertThatThrownBy(() -> DrillOptions.parse(List.of(arguments.split(" ", -1)), 7))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(said);
    }

    @Test
    void anUnknownDrillIsToldWhichThereAre() {
        assertThatThrownBy(() -> Drills.named(List.of("kill", "fire")))
                .hasMessageStartingWith("there is no drill 'fire', only kill, kill-events");
    }

    @Test
    void aDrillThatIsNamedTwiceIsAMistake() {
        assertThatThrownBy(() -> Drills.named(List.of("kill", "flush", "kill")))
                .hasMessage("the drill 'kill' is named twice");
    }
}
