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
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Decides a stream of requests, a line each, and answers in their order. A few are under way at a time; no more are
 * decided before the caller has taken their answers, and what it sends before that waits in a {@link Spool}, so memory does
 * not grow with the campaign. An answer that is there goes out before a line that is not is waited for: the caller may send
 * that only then.
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
    private final Semaphore places;
    private final ExecutorService readers = Executors.newCachedThreadPool(task -> new Thread(task, "batch-reading"));

    /** @param length of the line, in bytes */
    private record UnderWay(CompletableFuture<String> answer, int length) {}

    /** What stands for an answer to a line that has none. */
    private record Failed(long line, Problem problem) {}

    BatchDecisions(
            Answering answering,
            JsonBodies bodies,
            ObjectMapper json,
            @ConfigProperty(name = "cairn.decisions.batch-ahead") int ahead,
            @ConfigProperty(name = "cairn.decisions.batches") int batches) {
        this.answering = answering;
        this.bodies = bodies;
        this.json = json;
        this.ahead = ahead;
        if (batches < 1) {
            throw new IllegalArgumentException("cairn.decisions.batches must be 1 or more, not " + batches);
        }
        this.places = new Semaphore(batches);
    }

    @PreDestroy
    void stop() {
        readers.shutdownNow();
    }

    /**
     * Returns when the last line is answered, or the caller went away.
     *
     * @param discard lets what else is sent be thrown away
     * @throws ProblemException 429, with nothing answered, if too many batches are under way: each has threads and a file of its own
     */
    void decide(InputStream requests, Runnable discard, String authorization, OutputStream answers) {
        if (!places.tryAcquire()) {
            discard.run();
            throw ProblemException.tooBusy("too many batches of decisions are under way");
        }
        try {
            decideAll(requests, authorization, answers);
        } finally {
            places.release();
        }
    }

    private void decideAll(InputStream requests, String authorization, OutputStream answers) {
        Answers out = new Answers(answers);
        try (Spool spool = Spool.of(requests, readers)) {
            decide(spool, authorization, out);
        } catch (IOException e) {
            LOG.infof(
                    "the caller of a batch of decisions went away after %d answers, and no more is decided for it: %s",
                    out.written, e.getMessage());
        }
    }

    private void decide(Spool spool, String authorization, Answers answers) throws IOException {
        Lines lines = new Lines(spool, MAX_LINE_BYTES);
        for (Line line = next(lines, spool, answers); line != null; line = next(lines, spool, answers)) {
            if (!line.isBlank()) {
                answers.add(new UnderWay(answer(line, authorization), line.length()));
                while (answers.areAhead(ahead)) {
                    answers.writeFirst();
                }
                answers.writeDone();
            }
        }
        while (answers.first() != null) {
            answers.writeFirst();
        }
    }

    /** While it is still to come the caller gets what is answered, and may be waiting for it. */
    private static @Nullable Line next(Lines lines, Spool spool, Answers answers) throws IOException {
        while (!lines.isAtHand() && spool.isToCome()) {
            answers.writeDone();
            answers.flush();
            UnderWay first = answers.first();
            if (first == null) {
                break;
            }
            spool.awaitUnless(first.answer());
        }
        return lines.next();
    }

    /** Those under way, in the order of their lines, and where they go. */
    private static final class Answers {
        private final OutputStream out;
        private final Deque<UnderWay> underWay = new ArrayDeque<>();
        private long bytes;
        private long written;
        private long flushed;

        Answers(OutputStream out) {
            this.out = out;
        }

        void add(UnderWay line) {
            underWay.add(line);
            bytes += line.length();
        }

        @Nullable
        UnderWay first() {
            return underWay.peek();
        }

        boolean areAhead(int lines) {
            return !underWay.isEmpty() && (underWay.size() >= lines || bytes > MAX_BYTES_AHEAD);
        }

        void writeDone() throws IOException {
            while (!underWay.isEmpty() && underWay.peek().answer().isDone()) {
                writeFirst();
            }
        }

        /** Waits for it. */
        void writeFirst() throws IOException {
            UnderWay line = underWay.remove();
            out.write((line.answer().join() + "\n").getBytes(StandardCharsets.UTF_8));
            bytes -= line.length();
            written++;
        }

        void flush() throws IOException {
            if (flushed < written) {
                out.flush();
                flushed = written;
            }
        }
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
