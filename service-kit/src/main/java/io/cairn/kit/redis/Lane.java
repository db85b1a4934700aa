package io.cairn.kit.redis;

import io.cairn.kit.redis.PendingCall.Reading;
import io.cairn.kit.redis.PendingCall.Run;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one event loop sends. Its private methods are called on that loop. */
final class Lane {
    /** How often it looks for what has no answer in time. */
    private static final long PATROL_MILLIS = 20;

    /**
     * So many calls go without waiting for more: Redis begins with them while the loop looks at the others. Not more than
     * {@link SharedScript#MOST}.
     */
    private static final int ENOUGH = 8;

    private final ContextInternal context;
    private final RedisSettings settings;
    private final List<RedisGreeting> greetings;
    private final Duration deadline;
    private final Silence silence;
    private final Deque<Flight> flights = new ArrayDeque<>();
    private List<PendingCall> waiting = new ArrayList<>();
    private @Nullable Redis redis;
    private @Nullable Future<RedisConnection> connection;

    /**
     * What was sent together.
     *
     * @param due by {@link System#nanoTime}
     */
    private record Flight(long due, List<PendingCall> calls) {
        boolean isOver() {
            return calls.stream().allMatch(PendingCall::isAnswered);
        }
    }

    Lane(ContextInternal context, RedisSettings settings, List<RedisGreeting> greetings, Duration deadline) {
        this.context = context;
        this.settings = settings;
        this.greetings = greetings;
        this.deadline = deadline;
        this.silence = new Silence(deadline);
    }

    /** From any thread. */
    void send(PendingCall call) {
        context.execute(() -> add(call));
    }

    /** From any thread: what is under way is given up. */
    void end() {
        context.execute(this::close);
    }

    /** Sends it once there are enough, or the loop has looked at whatever else came in meanwhile. */
    private void add(PendingCall call) {
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
        List<PendingCall> calls = waiting;
        waiting = new ArrayList<>();
        silence.asked();
        flights.add(new Flight(System.nanoTime() + deadline.toNanos(), calls));
        if (flights.size() == 1) {
            context.owner().setTimer(PATROL_MILLIS, timer -> patrol());
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
        if (isLate && silence.isLong()) {
            giveUp();
            silence.heard(); // the next has its time, too
        }
        if (!flights.isEmpty()) {
            context.owner().setTimer(PATROL_MILLIS, timer -> patrol());
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
                            .map(greeting -> fresh.send(greeting.greeting(run).getDelegate()))
                            .toList());
                })
                .map(greeted -> fresh)
                .onFailure(thrown -> {
                    fresh.close(); // which the client would give again
                    giveUpIfSuperseded(thrown);
                });
    }

    /** Unless another has taken its place. */
    @SuppressWarnings("ReferenceEquality")
    private void forget(Future<RedisConnection> broken) {
        if (connection == broken) {
            connection = null;
        }
    }

    /** The next call makes a connection anew, and asks anew where Redis is. */
    private void giveUp() {
        close();
        redis = null;
        connection = null;
    }

    private void giveUpIfSuperseded(Throwable thrown) {
        if (RedisCalls.isSuperseded(thrown)) {
            giveUp();
        }
    }

    private void close() {
        if (redis != null) {
            redis.close();
        }
    }

    private Redis client() {
        if (redis == null) {
            redis = settings.clientOfThisLoop(context.owner());
        }
        return redis;
    }

    private void send(RedisConnection to, List<PendingCall> calls) {
        List<Reading> readings = new ArrayList<>();
        Map<SharedScript, List<Run>> runs = new LinkedHashMap<>();
        for (PendingCall call : calls) {
            if (call.isAnswered()) {
                continue; // given up before there was a connection: whoever asked does not count with its effect
            }
            if (call instanceof Reading reading) {
                readings.add(reading);
            } else if (call instanceof Run run) {
                runs.computeIfAbsent(run.script(), script -> new ArrayList<>()).add(run);
            }
        }
        if (!readings.isEmpty()) {
            read(to, readings);
        }
        runs.forEach((script, of) -> run(to, script, of, Command.EVALSHA));
    }

    /** Runs a script by its hash, and with its source where Redis does not know it yet. */
    private void run(RedisConnection to, SharedScript script, List<Run> runs, Command command) {
        Request request = script.request(command, runs.stream().map(Run::call).toList());
        to.send(request.getDelegate()).onComplete(answers -> {
            silence.heard();
            if (answers.succeeded()) {
                share(runs, wrapped(answers.result()));
            } else if (command.equals(Command.EVALSHA)
                    && RedisCalls.translated(answers.cause()) instanceof RedisError error
                    && error.isScriptUnknown()) {
                run(to, script, runs, Command.EVAL);
            } else {
                giveUpIfSuperseded(answers.cause());
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
                giveUpIfSuperseded(failed);
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
        silence.heard();
        if (answers.succeeded()) {
            for (Reading reading : readings) {
                reading.answer().succeed(reads.answers(reading.requests(), answers.result()));
            }
        } else if (readings.size() > 1 && RedisCalls.translated(answers.cause()) instanceof RedisError) {
            // one key that is not what it should be is its customer's matter, not everybody's
            readings.forEach(reading -> read(from, List.of(reading)));
        } else {
            giveUpIfSuperseded(answers.cause());
            fail(readings, answers.cause());
        }
    }

    private static @Nullable Response wrapped(io.vertx.redis.client.@Nullable Response answer) {
        return answer == null ? null : Response.newInstance(answer);
    }

    private static void fail(List<? extends PendingCall> calls, Throwable thrown) {
        calls.forEach(call -> call.fail(thrown));
    }
}
