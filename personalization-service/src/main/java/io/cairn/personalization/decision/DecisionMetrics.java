package io.cairn.personalization.decision;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What an operator sees of decisions: how long they take, how they end, how often they meet. */
@Singleton
public class DecisionMetrics {
    private final Timer latency;
    private final Counter conflicts;
    private final Counter repeated;
    private final Map<Reason, Counter> placements = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final BrokenContent broken;

    DecisionMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.broken = new BrokenContent(meters);
        this.latency = Timer.builder("cairn.decisions.latency")
                .description("from the request to its answer")
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(meters);
        this.conflicts = Counter.builder("cairn.decisions.conflicts")
                .description("decisions taken again, because another for the same customer or total came first")
                .register(meters);
        this.repeated = Counter.builder("cairn.decisions.repeated")
                .description("answers given again for their request id or a sticky placement")
                .register(meters);
    }

    <T> CompletionStage<T> time(CompletionStage<T> deciding) {
        long began = System.nanoTime();
        return deciding.whenComplete(
                (answer, thrown) -> latency.record(System.nanoTime() - began, TimeUnit.NANOSECONDS));
    }

    void decided(Decision decision) {
        broken.report(decision);
        decision.placements().forEach(placement -> placements
                .computeIfAbsent(placement.reason(), this::counter)
                .increment());
    }

    void conflict() {
        conflicts.increment();
    }

    void repeated() {
        repeated.increment();
    }

    private Counter counter(Reason reason) {
        return Counter.builder("cairn.decisions.placements")
                .description("placements decided, by reason")
                .tag("reason", reason.name())
                .register(meters);
    }
}
