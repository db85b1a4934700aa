package io.cairn.model.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
    @ParameterizedTest
    @ValueSource(strings = {"1h", "192h", "1d", "8d", "400d"})
    void hoursUpTo192AndDaysUpTo400AreTaken(String text) {
        assertThat(Window.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h",
                "0h",
                "193h",
                "0d",
                "401d",
                "-1d",
                "+1d",
                "07d",
                "1w",
                "1 d",
                "1.5d",
                "99999999999d",
                "٣d"
            })
    void allElseIsRefusedAndSaysWhatIsAllowed(String text) {
        assertThatThrownBy(() -> Window.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a window is 1h to 192h or 1d to 400d, not '");
    }

    @Test
    void daysUpToEightAreCountedByHours() {
        Instant now = Instant.parse("2024-03-09T12:34:56Z");
        assertThat(Window.parse("8d").countsHours()).isTrue();
        assertThat(Window.parse("8d").firstBucket(now)).isEqualTo(hour("2024-03-01T12:00:00Z"));
        assertThat(Window.parse("9d").countsHours()).isFalse();
        assertThat(Window.parse("9d").firstBucket(now)).isEqualTo(hour("2024-02-29T00:00:00Z") / 24);
    }

    @Test
    void anyInstantIsANow() {
        assertThat(Window.parse("1d").firstBucket(Instant.MIN)).isNegative();
        assertThat(Window.parse("400d").firstBucket(Instant.MAX)).isPositive();
    }

    private static long hour(String at) {
        return Instant.parse(at).getEpochSecond() / 3600;
    }
}
