package io.cairn.kit.redis;

import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Something to send to Redis, and whom to tell. */
sealed interface PendingCall {
    Answer<?> answer();

    default void fail(Throwable thrown) {
        answer().fail(thrown);
    }

    default boolean isAnswered() {
        return answer().future().isDone();
    }

    record Reading(List<Request> requests, Answer<List<@Nullable Response>> answer) implements PendingCall {}

    record Run(SharedScript script, SharedScript.Call call, Answer<Response> answer) implements PendingCall {}

    /** Whom to tell. */
    record Answer<T>(CompletableFuture<T> future, @Nullable ContextInternal caller) {
        void succeed(@Nullable T value) {
            tell(() -> future.complete(value));
        }

        void fail(Throwable thrown) {
            if (!future.isDone()) {
                tell(() -> future.completeExceptionally(RedisCalls.translated(thrown)));
            }
        }

        private void tell(Runnable outcome) {
            if (caller == null) {
                outcome.run();
            } else {
                caller.emit(null, nothing -> outcome.run());
            }
        }
    }
}
