package io.cairn.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static final Path DEFAULT = Path.of("/somewhere/.cairn");

    @Test
    void withoutOptionsTheDocumentedDefaultsHold() throws Exception {
        Options options = parse();

        assertThat(options.data()).isEqualTo(DEFAULT);
        assertThat(options.empty()).isFalse();
        assertThat(options.fresh()).isFalse();
        assertThat(options.ports().values()).containsExactly(8081, 8082, 8083);
    }

    @Test
    void valuesFollowAsTheNextWordOrAfterAnEqualsSign() throws Exception {
        Options options =
                parse("--data", "/a b/c", "--empty", "--events-port=9002", "--fresh", "--journey-port", "9001");

        assertThat(options.data()).isEqualTo(Path.of("/a b/c"));
        assertThat(options.empty()).isTrue();
        assertThat(options.fresh()).isTrue();
        assertThat(options.port(ServiceName.JOURNEY)).isEqualTo(9001);
        assertThat(options.port(ServiceName.EVENTS)).isEqualTo(9002);
    }

    @Test
    void aRelativeDataDirectoryIsThatOfTheCaller() throws Exception {
        assertThat(parse("--data", "x").data()).isEqualTo(Path.of("x").toAbsolutePath());
    }

    @ParameterizedTest
    @CsvSource({
        "--wat, unknown option '--wat'; ./run --help lists them",
        "rebuild, unknown option 'rebuild'; ./run --help lists them",
        "--data, --data needs a value",
        "--data=, --data= needs a value",
        "--empty=yes, --empty takes no value",
        "--events-port=0, '--events-port must be a port from 1 to 65535, not ''0'''",
        "--events-port=65536, '--events-port must be a port from 1 to 65535, not ''65536'''",
        "--events-port=many, '--events-port must be a port from 1 to 65535, not ''many'''",
        "--events-port=8081, 'the three services need three ports, not [8081, 8081, 8083]'",
    })
    void aWrongOptionIsAnsweredInOneLine(String argument, String message) {
        Failure failure = catchThrowableOfType(Failure.class, () -> parse(argument));

        assertThat(failure.reason()).isEqualTo(message);
        assertThat(failure.exitCode()).isEqualTo(2);
    }

    private static Options parse(String... arguments) throws Failure {
        return Options.parse(List.of(arguments), DEFAULT);
    }
}
