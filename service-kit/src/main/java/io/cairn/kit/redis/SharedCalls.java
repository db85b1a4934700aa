package io.cairn.kit.redis;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
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
    /** How often a loop looks for what has no answer in time. */
    private static final long PATROL_MILLIS = 20;

    /**
     * So many calls go without waiting for more: Redis begins with them while the loop looks at the others. Not more than
     * {@link SharedScript#MOST}.
     */
    private static final int ENOUGH = 8;

    /** So many deadlines without any answer, and a connection is given up: of a host that vanished nothing else tells. */
    private static final int SILENT_DEADLINES = 3;

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

    private <T> CompletionStage<T> sent(Function<Answer<T>, Call> call) {
        CompletableFuture<T> future = new CompletableFuture<>();
        ContextInternal caller = ContextInternal.current();
        // where it was asked, so that what goes on from here is logged as of the same request
        Answer<T> answer = caller == null || !caller.isEventLoopContext()
                ? new Answer<>(future, null)
                : new Answer<>(future, caller);
        Lane lane = lane(caller);
        lane.context.execute(() -> lane.add(call.apply(answer)));
        return future;
    }

    /** That of this event loop; for other threads, one after the other. */
    private Lane lane(@Nullable ContextInternal caller) {
        if (caller != null && caller.isEventLoopContext() && caller.inThread()) {
            return byLoop.computeIfAbsent(Thread.currentThread(), loop -> {
                // of its own: the caller's ends with the HTTP server
                Lane lane = new Lane(((VertxInternal) vertx)
                        .createEventLoopContext(caller.nettyEventLoop(), caller.workerPool(), caller.classLoader()));
                lanes.add(lane);
                return lane;
            });
        }
        if (lanes.isEmpty()) {
            lanes.add(new Lane(((VertxInternal) vertx).createEventLoopContext()));
        }
        return lanes.get(Math.floorMod(turn.getAndIncrement(), lanes.size()));
    }

    @PreDestroy
    void close() {
        lanes.forEach(lane -> lane.context.execute(lane::close));
    }

    /** Whom to tell. */
    private record Answer<T>(CompletableFuture<T> future, @Nullable ContextInternal caller) {
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

    /** Something to send, and whom to tell. */
    private sealed interface Call {
        Answer<?> answer();

        default void fail(Throwable thrown) {
            answer().fail(thrown);
        }

        default boolean isAnswered() {
            return answer().future().isDone();
        }
    }

    private record Reading(List<Request> requests, Answer<List<@Nullable Response>> answer) implements Call {}

    private record Run(SharedScript script, SharedScript.Call call, Answer<Response> answer) implements Call {}

    /**
     * What was sent together.
     *
     * @param due by {@link System#nanoTime}
     */
    private record Flight(long due, List<Call> calls) {
        boolean isOver() {
            return calls.stream().allMatch(Call::isAnswered);
        }
    }

    /** What one event loop sends. Everything but the constructor is called on that loop. */
    private final class Lane {
        private final ContextInternal context;
        private final Deque<Flight> flights = new ArrayDeque<>();
        private List<Call> waiting = new ArrayList<>();
        private @Nullable Redis redis;
        private @Nullable Future<RedisConnection> connection;

        /** When something was last answered, and when something was first asked since, by {@link System#nanoTime}. */
        private long heard = System.nanoTime();

        private long asked = heard;

        Lane(ContextInternal context) {
            this.context = context;
        }

        /** Sends it once there are enough, or the loop has looked at whatever else came in meanwhile. */
        void add(Call call) {
            waiting.add(call);
            if (waiting.size() == 1) {
                context.runOnContext(now -> flush());
            } else if (waiting.size() >= ENOUGH) {
                context.dispatch(this::flush);
            }
        }

        /** Called in the lane's context: what is made here stays with it. */
        private void flush() {
            if (waiting.isEmpty()) {
                return; // they went already
            }
            List<Call> calls = waiting;
            waiting = new ArrayList<>();
            long now = System.nanoTime();
            if (asked - heard <= 0) {
                asked = now;
            }
            flights.add(new Flight(now + deadline.toNanos(), calls));
            if (flights.size() == 1) {
                vertx.setTimer(PATROL_MILLIS, timer -> patrol());
            }
            connected().onComplete(connected -> {
                if (connected.succeeded()) {
                    send(connected.result(), calls);
                } else {
                    fail(calls, connected.cause());
                }
            });
        }

        /** Gives up what has no answer in time, and the connection if it has been silent for long. */
        private void patrol() {
            long now = System.nanoTime();
            boolean isLate = false;
            for (Flight first = flights.peek();
                    first != null && (first.isOver() || now - first.due() >= 0);
                    first = flights.peek()) {
                isLate |= !first.isOver();
                fail(flights.remove().calls(), new TimeoutException());
            }
            if (isLate && asked - heard > 0 && now - asked >= SILENT_DEADLINES * deadline.toNanos()) {
                close();
                redis = null;
                connection = null;
                heard = now; // the next has its time, too
            }
            if (!flights.isEmpty()) {
                vertx.setTimer(PATROL_MILLIS, timer -> patrol());
            }
        }

        private Future<RedisConnection> connected() {
            Future<RedisConnection> known = connection;
            if (known == null || known.failed()) {
                Future<RedisConnection> made = client().connect().compose(this::greeted);
                made.onSuccess(fresh -> {
                    fresh.exceptionHandler(broken -> forget(made));
                    fresh.endHandler(ended -> forget(made));
                });
                connection = made;
                return made;
            }
            return known;
        }

        private Future<RedisConnection> greeted(RedisConnection fresh) {
            if (greetings.isEmpty()) {
                return Future.succeededFuture(fresh);
            }
            return fresh.send(RedisRun.REQUEST.getDelegate())
                    .compose(info -> {
                        String run = RedisRun.id(wrapped(info));
                        return Future.all(greetings.stream()
                                .map(greeting ->
                                        fresh.send(greeting.greeting(run).getDelegate()))
                                .toList());
                    })
                    .map(greeted -> fresh)
                    .onFailure(thrown -> fresh.close());
        }

        /** Unless another has taken its place. */
        @SuppressWarnings("ReferenceEquality")
        private void forget(Future<RedisConnection> broken) {
            if (connection == broken) {
                connection = null;
            }
        }

        private void heard() {
            heard = System.nanoTime();
        }

        private void close() {
            if (redis != null) {
                redis.close();
            }
        }

        private Redis client() {
            if (redis == null) {
                redis = settings.clientOfThisLoop(vertx);
            }
            return redis;
        }

        private void send(RedisConnection to, List<Call> calls) {
            List<Reading> readings = new ArrayList<>();
            Map<SharedScript, List<Run>> runs = new LinkedHashMap<>();
            for (Call call : calls) {
                if (call instanceof Reading reading) {
                    readings.add(reading);
                } else if (call instanceof Run run) {
                    runs.computeIfAbsent(run.script(), script -> new ArrayList<>())
                            .add(run);
                }
            }
            if (!readings.isEmpty()) {
                read(to, readings);
            }
            runs.forEach((script, of) -> run(to, script, of, Command.EVALSHA));
        }

        /** Runs a script by its hash, and with its source where Redis does not know it yet. */
        private void run(RedisConnection to, SharedScript script, List<Run> runs, Command command) {
            Request request =
                    script.request(command, runs.stream().map(Run::call).toList());
            to.send(request.getDelegate()).onComplete(answers -> {
                heard();
                if (answers.succeeded()) {
                    share(runs, wrapped(answers.result()));
                } else if (command.equals(Command.EVALSHA)
                        && RedisCalls.translated(answers.cause()) instanceof RedisError error
                        && error.isScriptUnknown()) {
                    run(to, script, runs, Command.EVAL);
                } else {
                    fail(runs, answers.cause());
                }
            });
        }

        private void share(List<Run> runs, @Nullable Response answers) {
            for (int i = 0; i < runs.size(); i++) {
                Run run = runs.get(i);
                try {
                    run.answer().succeed(SharedScript.answer(answers, i));
                } catch (RuntimeException failed) { // whatever it is: the others have their answers
                    run.fail(failed);
                }
            }
        }

        private void read(RedisConnection to, List<Reading> readings) {
            SharedReads reads =
                    new SharedReads(readings.stream().map(Reading::requests).toList());
            to.batch(reads.commands()).onComplete(answers -> share(to, readings, reads, answers));
        }

        private void share(
                RedisConnection from,
                List<Reading> readings,
                SharedReads reads,
                AsyncResult<List<io.vertx.redis.client.@Nullable Response>> answers) {
            heard();
            if (answers.succeeded()) {
                for (Reading reading : readings) {
                    reading.answer().succeed(reads.answers(reading.requests(), answers.result()));
                }
            } else if (readings.size() > 1 && RedisCalls.translated(answers.cause()) instanceof RedisError) {
                // one key that is not what it should be is its customer's matter, not everybody's
                readings.forEach(reading -> read(from, List.of(reading)));
            } else {
                fail(readings, answers.cause());
            }
        }

        private static @Nullable Response wrapped(io.vertx.redis.client.@Nullable Response answer) {
            return answer == null ? null : Response.newInstance(answer);
        }

        private static void fail(List<? extends Call> calls, Throwable thrown) {
            calls.forEach(call -> call.fail(thrown));
        }
    }
}
