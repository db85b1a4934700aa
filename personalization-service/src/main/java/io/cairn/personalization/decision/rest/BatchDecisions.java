package io.cairn.personalization.decision.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.json.JsonBodies;
import io.cairn.kit.problem.Problem;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.decision.rest.Lines.Line;
import io.quarkus.security.ForbiddenException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    private final Answering answering;
    private final JsonBodies bodies;
    private final ObjectMapper json;
    private final int ahead;
    private final ExecutorService workers;
    private final ExecutorService readers = Executors.newCachedThreadPool(task -> new Thread(task, "batch-reading"));

    /** What stands for an answer to a line that has none. */
    private record Failed(long line, Problem problem) {}

    BatchDecisions(
            Answering answering,
            JsonBodies bodies,
            ObjectMapper json,
            @ConfigProperty(name = "cairn.decisions.batch-parallelism") int parallelism) {
        this.answering = answering;
        this.bodies = bodies;
        this.json = json;
        this.ahead = 4 * parallelism;
        this.workers = Executors.newFixedThreadPool(parallelism, task -> new Thread(task, "batch-decisions"));
    }

    @PreDestroy
    void stop() {
        workers.shutdownNow();
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
        Deque<Future<String>> underWay = new ArrayDeque<>();
        try {
            for (Line line = lines.next(); line != null; line = lines.next()) {
                if (line.isBlank()) {
                    continue;
                }
                Line asked = line;
                underWay.add(workers.submit(() -> answer(asked, authorization)));
                while (!underWay.isEmpty()
                        && (underWay.size() >= ahead || underWay.peek().isDone())) {
                    write(underWay.remove(), answers);
                }
            }
            while (!underWay.isEmpty()) {
                write(underWay.remove(), answers);
            }
        } finally {
            underWay.forEach(answer -> answer.cancel(false));
        }
    }

    private static void write(Future<String> answer, Answers answers) throws IOException {
        try {
            answers.write((answer.get() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped");
        }
    }

    private String answer(Line line, String authorization) {
        try {
            byte[] bytes = line.bytes();
            if (bytes == null) {
                throw ProblemException.tooLarge(MAX_LINE_BYTES);
            }
            return answering.answer((DecisionBody) bodies.read(bytes, DecisionBody.class), authorization);
        } catch (ProblemException e) {
            return failed(line, e.problem());
        } catch (ForbiddenException e) {
            return failed(
                    line,
                    ProblemException.invalid("/events", "the key's role does not allow to send events")
                            .problem());
        } catch (RuntimeException e) {
            LOG.errorf(e, "line %d of a batch of decisions failed", line.number());
            return failed(
                    line,
                    ProblemException.unavailable("an unexpected fault; it is logged")
                            .problem());
        }
    }

    private String failed(Line line, Problem problem) {
        try {
            return json.writeValueAsString(new Failed(line.number(), problem));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
