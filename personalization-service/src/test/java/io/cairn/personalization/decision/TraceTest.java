package io.cairn.personalization.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.personalization.decision.Trace.Considered;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {
    private static Considered considered(String offer, Reason reason) {
        return new Considered(offer, "r", "web", reason, null, List.of(), null);
    }

    @Test
    void chosenCandidatesAreNotCut() {
        Trace trace = new Trace(
                List.of(),
                List.of(
                        considered("a", Reason.NOT_LIVE),
                        considered("b", Reason.NOT_ELIGIBLE),
                        considered("c", Reason.CHOSEN),
                        considered("d", Reason.OUTRANKED)),
                0);
        Trace limited = trace.limited(2);
        assertThat(limited.candidates()).extracting(Considered::offer).containsExactly("c", "a");
        assertThat(limited.omitted()).isEqualTo(2);
        assertThat(trace.limited(4)).isSameAs(trace);
    }
}
