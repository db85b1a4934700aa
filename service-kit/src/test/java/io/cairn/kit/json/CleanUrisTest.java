package io.cairn.kit.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CleanUrisTest {
    @ParameterizedTest
    @CsvSource({
        "/a%00b, path",
        "/a%zz?b=c, path",
        "/a%e2%82, path",
        "/a?b=c&cursor=%zz, cursor",
        "/a?cursor=%4, cursor",
        "/a?cursor=%, cursor",
        "/a?%C0%80, %C0%80"
    })
    void whatIsNotCleanIsNamed(String uri, String named) {
        assertThat(CleanUris.unclean(uri)).contains(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a%20b", "/%EF%BF%BD%c3%a9?b=%41", "/a?", "/a?b&c=%3D&&"})
    void whatIsCleanPasses(String uri) {
        assertThat(CleanUris.unclean(uri)).isEmpty();
    }
}
