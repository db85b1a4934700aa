package io.cairn.kit.etag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.kit.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTagsTest {
    @Test
    void absentHeadersAskForNothing() {
        assertThat(EntityTags.ifMatch(null)).isNull();
        assertThat(EntityTags.ifNoneMatch(null)).isNull();
    }

    @Test
    void starStandsForAnyTag() {
        assertThat(EntityTags.ifMatch(" * ")).containsExactly(EntityTags.ANY);
        assertThat(EntityTags.ifNoneMatch("*")).containsExactly(EntityTags.ANY);
    }

    @Test
    void weakTagMatchesNothingInIfMatchButExcludesInIfNoneMatch() {
        assertThat(EntityTags.ifMatch("\"1\", W/\"2\" ,\"3\"")).containsExactlyInAnyOrder("1", "3");
        assertThat(EntityTags.ifNoneMatch("W/\"2\"")).containsExactly("2");
    }

    @Test
    void starInQuotesIsATagOfNobody() {
        assertThat(EntityTags.ifMatch("\"*\"")).isEmpty();
        assertThat(EntityTags.ifNoneMatch("W/\"*\"")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "\"3", "\"3\" \"4\"", "\"3\", 4", "w/\"3\""})
    void anythingElseIsRefused(String value) {
        assertThatThrownBy(() -> EntityTags.ifMatch(value))
                .satisfies(e -> assertThat(named(e)).isEqualTo("If-Match"));
        assertThatThrownBy(() -> EntityTags.ifNoneMatch(value))
                .satisfies(e -> assertThat(named(e)).isEqualTo("If-None-Match"));
    }

    private static String named(Throwable thrown) {
        return ((ProblemException) thrown).problem().errors().get(0).pointer();
    }
}
