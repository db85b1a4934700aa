package io.cairn.kit.redis;

import io.cairn.kit.redis.PendingCall.Answer;
import io.cairn.kit.redis.PendingCall.Reading;
import io.cairn.kit.redis.PendingCall.Run;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands to Redis without waiting. What the requests of one event loop ask at a time goes together, over a
 * connection of that loop's own: a round trip that many share costs each little. Answers come on an event loop; there are
 * some within {@code cairn.redis.deadline}, or RedisUnavailable. Each connection begins with the {@linkplain RedisGreeting
 * greetings} that there are.
 */
@ApplicationScoped
public class SharedCalls {
    private final Vertx vertx;
    private final RedisSettings settings;
    private final List<RedisGreeting> greetings;
    private final Duration deadline;
    private final Map<Thread, Lane> byLoop = new ConcurrentHashMap<>();
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    @Inject
    SharedCalls(
            Vertx vertx,
            RedisSettings settings,
            Instance<RedisGreeting> greetings,
            @ConfigProperty(name = "cairn.redis.deadline") Duration deadline) {
        this(vertx, settings, greetings.stream().toList(), deadline);
    }

    SharedCalls(Vertx vertx, RedisSettings settings, List<RedisGreeting> greetings, Duration deadline) {
        this.vertx = vertx;
        this.settings = settings;
        this.greetings = greetings;
        this.deadline = deadline;
    }

    /**
     * Sends several commands that change nothing; the answers in their order. One that is the very same object for several who
     * share the round trip is sent once, before or after all that is anybody's own: see {@link SharedReads}.
     */
    public CompletionStage<List<@Nullable Response>> read(List<Request> requests) {
        return requests.isEmpty()
                ? CompletableFuture.completedFuture(List.of())
                : sent(answers -> new Reading(requests, answers));
    }

    /** Runs a script, together with whoever else runs it now. */
    public CompletionStage<Response> run(SharedScript script, SharedScript.Call call) {
        return sent(answer -> new Run(script, call, answer));
    }

    /** Waits for what one of these stages comes to; throws what it failed with. Not for event loops. */
    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (unwrapped(e) instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** What made a stage fail, or a stage that it depends on. */
    public static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private <T> CompletionStage<T> sent(Function<Answer<T>, PendingCall> call) {
        CompletableFuture<T> future = new CompletableFuture<>();
        ContextInternal caller = ContextInternal.current();
        // where it was asked, so that what goes on from here is logged as of the same request
        Answer<T> answer = caller == null || !caller.isEventLoopContext()
                ? new Answer<>(future, null)
                : new Answer<>(future, caller);
        lane(caller).send(call.apply(answer));
        return future;
    }

    /** That of this event loop; for other threads, one after the other. */
    private Lane lane(@Nullable ContextInternal caller) {
        if (caller != null && caller.isEventLoopContext() && caller.inThread()) {
            return byLoop.computeIfAbsent(Thread.currentThread(), loop -> {
                // of its own: the caller's ends with the HTTP server
                Lane lane = newLane(((VertxInternal) vertx)
                        .createEventLoopContext(caller.nettyEventLoop(), caller.workerPool(), caller.classLoader()));
                lanes.add(lane);
                return lane;
            });
        }
        if (lanes.isEmpty()) {
            lanes.add(newLane(((VertxInternal) vertx).createEventLoopContext()));
        }
        return lanes.get(Math.floorMod(turn.getAndIncrement(), lanes.size()));
    }

    private Lane newLane(ContextInternal context) {
        return new Lane(context, settings, greetings, deadline);
    }

    @PreDestroy
    void close() {
        lanes.forEach(Lane::end);
    }
}
