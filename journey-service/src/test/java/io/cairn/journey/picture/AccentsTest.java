package io.cairn.journey.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.journey.picture.Mark.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccentsTest {
    private static final String ACUTE = "\u0301";

    @Test
    void noMoreThanThirtyAreDrawnOnOneCharacter() {
        Words words = Words.at(0, 0, 200, "a" + ACUTE.repeat(4000) + "b" + ACUTE, Style.BODY);
        assertThat(words.lines()).containsExactly("a" + ACUTE.repeat(30) + "b" + ACUTE);
    }

    @Test
    void whatShowsNothingBetweenThemDoesNotMakeThemFewer() {
        assertThat(Accents.bounded("a" + (ACUTE + "\u200D").repeat(40))).isEqualTo("a" + (ACUTE + "\u200D").repeat(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Tiê\u0301ng Viê\u0323t",
                "שָׁלוֹם",
                "مُحَمَّد",
                "हिन्दी में",
                "👩‍👩‍👧‍👦 ✈️ 🏴󠁧󠁢󠁳󠁣󠁴󠁿"
            })
    void whatPeopleWriteStaysAsItIs(String text) {
        assertThat(Accents.bounded(text)).isEqualTo(text);
    }
}
