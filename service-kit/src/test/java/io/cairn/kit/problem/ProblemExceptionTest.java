package io.cairn.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.kit.problem.Problem.InputError;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProblemExceptionTest {
    @Test
    void namesAHundredErrorsAndSaysHowManyThereAre() {
        List<InputError> errors = IntStream.range(0, 1_000)
                .mapToObj(i -> new InputError("/items/" + i, "must not be null"))
                .toList();
        Problem problem = ProblemException.malformed(errors).problem();
        assertThat(problem.errors()).isEqualTo(errors.subList(0, 100));
        assertThat(problem.detail()).isEqualTo("/items/0: must not be null (and 999 more)");
    }

    @Test
    void fieldUnderAnotherNameIsNamedSo() {
        ProblemException inBody = ProblemException.invalid("/at", "must not be before the last event");
        Problem inQuery = inBody.renamed("/at", "at").problem();
        assertThat(inQuery.detail()).isEqualTo("at: must not be before the last event");
        assertThat(inQuery.errors()).containsExactly(new InputError("at", "must not be before the last event"));
        assertThat(inQuery.status()).isEqualTo(422);
        assertThat(inBody.under("/items/3").problem().detail())
                .isEqualTo("/items/3/at: must not be before the last event");
        assertThat(inBody.renamed("/a", "b").problem()).isEqualTo(inBody.problem());
    }
}
