package io.cairn.personalization.decision;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets the decisions for one customer go one after the other within this process, which saves them most conflicts. A
 * courtesy: what makes caps exact is the script that records, so whoever has waited long enough goes ahead.
 */
final class CustomerTurns {
    private final Map<String, CompletableFuture<Void>> last = new ConcurrentHashMap<>();
    private final Duration patience;

    CustomerTurns(Duration patience) {
        this.patience = patience;
    }

    /** Begins the work when it is its turn; the turn ends when the work does. */
    <T> CompletionStage<T> inTurn(String customerId, Supplier<CompletionStage<T>> work) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> before = last.put(customerId, mine);
        CompletableFuture<Void> begin = before == null || before.isDone()
                ? CompletableFuture.completedFuture(null)
                : before.copy().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
        return begin.thenCompose(now -> work.get()).whenComplete((result, thrown) -> {
            last.remove(customerId, mine);
            mine.complete(null);
        });
    }
}
