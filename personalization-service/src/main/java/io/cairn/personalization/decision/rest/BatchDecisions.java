package io.cairn.personalization.decision.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.json.JsonBodies;
import io.cairn.kit.problem.Problem;
import io.cairn.kit.problem.ProblemException;
import io.cairn.kit.redis.SharedCalls;
import io.cairn.personalization.decision.rest.Lines.Line;
import io.quarkus.security.ForbiddenException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Decides a stream of requests, a line each, and answers in their order. A few are under way at a time; no more are
 * decided before the caller has taken their answers, and what it sends before that waits in a {@link Spool}, so memory does
 * not grow with the campaign.
 */
@ApplicationScoped
class BatchDecisions {
    private static final Logger LOG = Logger.getLogger(BatchDecisions.class);
    private static final int MAX_LINE_BYTES = 128 * 1024;

    /** However many lines may be under way: of long ones there are fewer. */
    private static final int MAX_BYTES_AHEAD = 8 * MAX_LINE_BYTES;

    private final Answering answering;
    private final JsonBodies bodies;
    private final ObjectMapper json;
    private final int ahead;
    private final ExecutorService readers = Executors.newCachedThreadPool(task -> new Thread(task, "batch-reading"));

    /** @param length of the line, in bytes */
    private record UnderWay(CompletableFuture<String> answer, int length) {}

    /** What stands for an answer to a line that has none. */
    private record Failed(long line, Problem problem) {}

    BatchDecisions(
            Answering answering,
            JsonBodies bodies,
            ObjectMapper json,
            @ConfigProperty(name = "cairn.decisions.batch-ahead") int ahead) {
        this.answering = answering;
        this.bodies = bodies;
        this.json = json;
        this.ahead = ahead;
    }

    @PreDestroy
    void stop() {
        readers.shutdownNow();
    }

    /** Returns when the last line is answered, or the caller went away. */
    void decide(InputStream requests, String authorization, OutputStream answers) {
        long[] answered = {0};
        try (Spool spool = Spool.of(requests, readers)) {
            decide(new Lines(spool, MAX_LINE_BYTES), authorization, answer -> {
                answers.write(answer);
                answered[0]++;
            });
        } catch (IOException e) {
            LOG.infof(
                    "the caller of a batch of decisions went away after %d answers, and no more is decided for it: %s",
                    answered[0], e.getMessage());
        }
    }

    /** Where an answer goes. */
    private interface Answers {
        void write(byte[] line) throws IOException;
    }

    private void decide(Lines lines, String authorization, Answers answers) throws IOException {
        Deque<UnderWay> underWay = new ArrayDeque<>();
        long bytes = 0;
        for (Line line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank()) {
                continue;
            }
            underWay.add(new UnderWay(answer(line, authorization), line.length()));
            bytes += line.length();
            while (!underWay.isEmpty()
                    && (underWay.size() >= ahead
                            || bytes > MAX_BYTES_AHEAD
                            || underWay.peek().answer().isDone())) {
                bytes -= write(underWay.remove(), answers);
            }
        }
        while (!underWay.isEmpty()) {
            write(underWay.remove(), answers);
        }
    }

    /** Waits for its answer; gives how long the line was. */
    private static int write(UnderWay line, Answers answers) throws IOException {
        answers.write((line.answer().join() + "\n").getBytes(StandardCharsets.UTF_8));
        return line.length();
    }

    /** Never fails. */
    private CompletableFuture<String> answer(Line line, String authorization) {
        try {
            byte[] bytes = line.bytes();
            if (bytes == null) {
                throw ProblemException.tooLarge(MAX_LINE_BYTES);
            }
            return answering
                    .answer((DecisionBody) bodies.read(bytes, DecisionBody.class), authorization)
                    .exceptionally(thrown -> failed(line, SharedCalls.unwrapped(thrown)))
                    .toCompletableFuture();
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(failed(line, e));
        }
    }

    private String failed(Line line, Throwable thrown) {
        if (thrown instanceof ProblemException e) {
            return failed(line, e.problem());
        }
        if (thrown instanceof ForbiddenException) {
            return failed(
                    line,
                    ProblemException.invalid("/events", "the key's role does not allow to send events")
                            .problem());
        }
        LOG.errorf(thrown, "line %d of a batch of decisions failed", line.number());
        return failed(
                line,
                ProblemException.unavailable("an unexpected fault; it is logged")
                        .problem());
    }

    private String failed(Line line, Problem problem) {
        try {
            return json.writeValueAsString(new Failed(line.number(), problem));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
