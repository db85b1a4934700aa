package io.cairn.journey.map.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.journey.map.Precondition;
import io.cairn.kit.problem.ProblemException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionHeadersTest {
    private final PreconditionHeaders headers = new PreconditionHeaders();

    @Test
    void absentHeadersAskForNothing() {
        assertThat(headers.precondition()).isEqualTo(new Precondition(null, null));
    }

    @Test
    void starStandsForAnyTag() {
        headers.ifMatch = " * ";
        headers.ifNoneMatch = "*";
        assertThat(headers.precondition()).isEqualTo(new Precondition(Set.of("*"), Set.of("*")));
    }

    @Test
    void weakTagMatchesNothingInIfMatchButExcludesInIfNoneMatch() {
        headers.ifMatch = "\"1\", W/\"2\" ,\"3\"";
        headers.ifNoneMatch = "W/\"2\"";
        assertThat(headers.precondition()).isEqualTo(new Precondition(Set.of("1", "3"), Set.of("2")));
    }

    @Test
    void starInQuotesIsATagOfNobody() {
        headers.ifMatch = "\"*\"";
        assertThat(headers.precondition().match()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "\"3", "\"3\" \"4\"", "\"3\", 4", "w/\"3\""})
    void anythingElseIsRefused(String value) {
        headers.ifMatch = value;
        assertThatThrownBy(headers::precondition).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(
                        e.problem().errors().get(0).pointer())
                .isEqualTo("If-Match"));
    }
}
