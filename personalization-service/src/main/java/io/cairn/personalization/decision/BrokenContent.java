package io.cairn.personalization.decision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Reports content that could not be rendered, for somebody to mend: each time as a number, once as a line in the log. */
final class BrokenContent {
    private static final Logger LOG = Logger.getLogger(BrokenContent.class);
    /** Then what was reported is reported once more. */
    private static final int MAX_REMEMBERED = 1_000;

    private final Counter failures;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();

    BrokenContent(MeterRegistry meters) {
        this.failures = Counter.builder("cairn.content.failed")
                .description("candidates passed over because their content could not be rendered for the customer")
                .register(meters);
    }

    void report(Decision decision) {
        decision.trace().candidates().stream()
                .filter(candidate -> candidate.reason() == Reason.CONTENT_FAILED)
                .forEach(this::report);
    }

    private void report(Trace.Considered candidate) {
        failures.increment();
        if (reported.size() >= MAX_REMEMBERED) {
            reported.clear();
        }
        String what = "the content of offer %s cannot be rendered for some customers at placement %s: %s"
                .formatted(candidate.offer(), candidate.placement(), candidate.detail());
        if (reported.add(what)) {
            LOG.warn(what);
        }
    }
}
