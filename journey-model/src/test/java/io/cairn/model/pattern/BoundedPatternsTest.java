package io.cairn.model.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.re2j.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedPatternsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            textBlock =
                    """
            ^[a-z]+-[0-9]{4}$ @ 9
            ^.{0,1000}$ @ 1002
            (ab){3}c @ 10
            ((a{2}){3}){4} @ 40
            a{2,}|b @ 4
            [[:alpha:])]{2} @ 2
            []){9}]{2} @ 2
            [^]){9}]{2} @ 2
            [\\]){9}]{2} @ 2
            \\Q(){9}\\Ea{2} @ 7
            \\p{Greek}{2}\\x{10}{2}\\{ @ 5
            a{b} @ 4
            """)
    void sizeIsWithRepeatsWrittenOut(String regex, long size) {
        assertThat(BoundedPatterns.size(regex)).isEqualTo(size);
        assertThat(BoundedPatterns.compile(regex).pattern()).isEqualTo(regex);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "([ab]{0,1000}){300}",
                "(a{1000}){3,}",
                "((?:a{1000}){1000}",
                "(a{1000})(?i){100}",
                "(a{1000})\\Q\\E{100}",
                "(a{900}[[:alpha:])]){1000}",
                "(a{900}[])]){1000}",
                "(a{900}\\Q)\\E){1000}",
                "(a{900}\\)){1000}",
                "(?P<n>a{1000}){1000}",
                "(((((((((((a{2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2})"
            })
    void patternThatIsLargeIsRefusedBeforeItIsCompiled(String regex) {
        assertThat(BoundedPatterns.size(regex)).isGreaterThan(BoundedPatterns.MAX_SIZE);
        assertThatExceptionOfType(PatternSyntaxException.class)
                .isThrownBy(() -> BoundedPatterns.compile(regex))
                .withMessageContaining("more than 2000 characters");
    }

    @Test
    void patternThatIsLongIsRefused() {
        assertThat(BoundedPatterns.compile("a".repeat(500)).matches("a".repeat(500)))
                .isTrue();
        assertThatExceptionOfType(PatternSyntaxException.class)
                .isThrownBy(() -> BoundedPatterns.compile("a".repeat(501)))
                .withMessageContaining("more than 500 characters");
    }
}
