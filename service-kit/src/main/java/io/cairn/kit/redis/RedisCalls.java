package io.cairn.kit.redis;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands to Redis and waits for the answer, at most {@code cairn.redis.deadline}; for blocking threads. If Redis has
 * been silent for long, its connections are given up: each that waits for an answer is lent to nobody else.
 */
@ApplicationScoped
public class RedisCalls {
    /** What a Redis answers that another has taken over from: it is alive, and keeps its connections. */
    private static final String READ_ONLY = "READONLY";

    private static final String MASTER_DOWN = "MASTERDOWN";

    /**
     * What Redis answers while it cannot serve, but will; and how the client reports a connection that broke during a
     * batch: as an error of Redis with the exception's name for its text.
     */
    private static final List<String> PASSING = List.of(
            "LOADING",
            "BUSY",
            READ_ONLY,
            MASTER_DOWN,
            "CLUSTERDOWN",
            "TRYAGAIN",
            "MISCONF",
            "OOM",
            "NOREPLICAS",
            "ERR max number of clients",
            "CONNECTION_CLOSED",
            "Connection",
            "Redis waiting queue is full",
            "java.",
            "javax.",
            "io.");

    private final Vertx vertx;
    private final RedisSettings settings;
    private final Duration deadline;
    private final Silence silence;

    /** The one that Quarkus made, until it is given up. */
    private volatile Redis redis;

    private boolean isOwn;

    RedisCalls(
            Redis redis,
            Vertx vertx,
            RedisSettings settings,
            @ConfigProperty(name = "cairn.redis.deadline") Duration deadline) {
        this.redis = redis;
        this.vertx = vertx;
        this.settings = settings;
        this.deadline = deadline;
        this.silence = new Silence(deadline);
    }

    /** Sends one command; null for nil. RedisUnavailable if there is no answer. */
    public @Nullable Response call(Request request) {
        return await(() -> redis.send(request));
    }

    /** Sends several commands in one round trip; the answers in their order. RedisUnavailable if there is none. */
    public List<@Nullable Response> batch(List<Request> requests) {
        return requests.isEmpty() ? List.of() : await(() -> redis.batch(requests));
    }

    /**
     * Runs a script by its hash, and with its source where Redis does not know it yet.
     *
     * @param arguments String or byte[]
     */
    public @Nullable Response run(RedisScript script, List<String> keys, List<?> arguments) {
        return byHash(command -> call(
                request(command, command.equals(Command.EVALSHA) ? script.sha1() : script.source(), keys, arguments)));
    }

    /** Runs a script for several; their answers in their order. What the first of them that failed came to is thrown. */
    public List<Response> run(SharedScript script, List<SharedScript.Call> calls) {
        return byHash(command -> run(command, script, calls));
    }

    private static <T extends @Nullable Object> T byHash(Function<Command, T> run) {
        try {
            return run.apply(Command.EVALSHA);
        } catch (RedisError error) {
            if (!error.isScriptUnknown()) {
                throw error;
            }
            return run.apply(Command.EVAL);
        }
    }

    private List<Response> run(Command command, SharedScript script, List<SharedScript.Call> calls) {
        List<Request> requests = new ArrayList<>();
        for (int from = 0; from < calls.size(); from += SharedScript.MOST) {
            int to = Math.min(from + SharedScript.MOST, calls.size());
            requests.add(script.request(command, calls.subList(from, to)));
        }
        List<@Nullable Response> shared = batch(requests);
        List<Response> answers = new ArrayList<>(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            try {
                answers.add(SharedScript.answer(shared.get(i / SharedScript.MOST), i % SharedScript.MOST));
            } catch (RedisUnavailable e) {
                throw failed(e);
            }
        }
        return answers;
    }

    /** A request for a script, to go with others in a {@link #batch}; Redis must have been given the script before. */
    public static Request request(Command command, String script, List<String> keys, List<?> arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        for (Object argument : arguments) {
            if (argument instanceof byte[] bytes) {
                request.arg(bytes);
            } else {
                request.arg(argument.toString());
            }
        }
        return request;
    }

    private <T> T await(Supplier<Uni<T>> sending) {
        silence.asked();
        try {
            CompletableFuture<T> answer = sending.get()
                    .onItemOrFailure()
                    .invoke((item, thrown) -> hear(thrown))
                    .subscribeAsCompletionStage();
            // of a copy, so that what comes too late is still heard
            return Uni.createFrom().completionStage(answer.copy()).await().atMost(deadline);
        } catch (TimeoutException e) {
            giveUpIfSilent();
            throw new RedisUnavailable(e);
        } catch (CompletionException e) {
            throw failed(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            throw failed(e);
        }
    }

    /** A pool that is full is not Redis's answer. */
    private void hear(@Nullable Throwable thrown) {
        if (thrown == null || translated(thrown) instanceof RedisError) {
            silence.heard();
        }
    }

    private synchronized void giveUpIfSilent() {
        if (silence.isLong()) {
            if (isOwn) { // Quarkus's may be others', too
                redis.close();
            }
            redis = Redis.newInstance(settings.clientOfItsOwn(vertx));
            isOwn = true;
            silence.heard(); // the next has its time, too
        }
    }

    private RuntimeException failed(Throwable thrown) {
        if (isSuperseded(thrown)) {
            // who quits is disconnected, and the client takes a new connection in place of the one that it gave for
            // this:
            // so after as many calls as it has connections none is left to that server
            redis.send(Request.cmd(Command.QUIT)).subscribe().with(quit -> {}, gone -> {});
        }
        return translated(thrown);
    }

    /** Whether Redis answered that it is but another's replica: its name leads to that other by now, or soon. */
    static boolean isSuperseded(Throwable thrown) {
        return (thrown instanceof RedisUnavailable ? thrown.getCause() : thrown) instanceof ErrorType error
                && (RedisError.is(error, READ_ONLY) || RedisError.is(error, MASTER_DOWN));
    }

    /** An error that Redis itself gave for a command is a fault of ours, unless it says that it cannot serve now. */
    static RuntimeException translated(Throwable thrown) {
        if (thrown instanceof RedisError || thrown instanceof RedisUnavailable) {
            return (RuntimeException) thrown;
        }
        if (thrown instanceof ErrorType error && !isPassing(error)) {
            return new RedisError(error);
        }
        return new RedisUnavailable(thrown);
    }

    private static boolean isPassing(ErrorType error) {
        return PASSING.stream().anyMatch(kind -> RedisError.is(error, kind));
    }
}
