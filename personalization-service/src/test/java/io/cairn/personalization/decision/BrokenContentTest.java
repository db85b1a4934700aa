package io.cairn.personalization.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokenContentTest {
    @Test
    void eachCandidateThatCouldNotBeRenderedIsCounted() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        BrokenContent broken = new BrokenContent(meters);
        broken.report(decision(Reason.CONTENT_FAILED, Reason.CHOSEN, Reason.CONTENT_FAILED));
        broken.report(decision(Reason.CONTENT_FAILED));
        assertThat(meters.counter("cairn.content.failed").count()).isEqualTo(3);
    }

    private static Decision decision(Reason... reasons) {
        List<Trace.Considered> candidates = Arrays.stream(reasons)
                .map(reason -> new Trace.Considered("o", "r", "web", reason, null, List.of(), "/text: is too long"))
                .toList();
        return new Decision("d1", "u1", Instant.EPOCH, List.of(), List.of(), new Trace(List.of(), candidates, 0));
    }
}
