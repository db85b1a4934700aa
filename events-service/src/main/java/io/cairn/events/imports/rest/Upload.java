package io.cairn.events.imports.rest;

import io.cairn.events.imports.file.FileKind;
import io.cairn.events.imports.file.Paced;
import io.cairn.kit.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A body that is read as it comes, and what its head says of it. */
record Upload(InputStream body, HttpHeaders headers) {
    private static final long MAX_DRAIN_BYTES = 64L << 20;
    private static final long MAX_DRAIN_NANOS = Duration.ofSeconds(5).toNanos();

    /** What is answered to it. */
    @FunctionalInterface
    interface Answering {
        Response answer() throws IOException, SQLException;
    }

    boolean isJson() {
        String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        return type != null && type.split(";", 2)[0].trim().equalsIgnoreCase(MediaType.APPLICATION_JSON);
    }

    FileKind kind() {
        return FileKind.of(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    }

    /** In bytes; null if its sender did not say. */
    @Nullable
    Long length() {
        String length = headers.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.valueOf(length) : null;
    }

    /** Lets the caller finish sending, up to a point, so that it gets to read what was wrong. */
    Response drainedAtFault(Answering answering) throws IOException, SQLException {
        try {
            return answering.answer();
        } catch (ProblemException | SQLException e) {
            drain();
            throw e;
        } catch (Paced.TooSlow e) {
            throw ProblemException.tooSlow(String.valueOf(e.getMessage()));
        }
    }

    /** Reads what is left of it, up to a point. */
    void drain() {
        try {
            long begun = System.nanoTime();
            long drained = 0;
            byte[] discarded = new byte[8192];
            while (drained < MAX_DRAIN_BYTES && System.nanoTime() - begun < MAX_DRAIN_NANOS) {
                int n = body.read(discarded);
                if (n < 0) {
                    return;
                }
                drained += n;
            }
        } catch (IOException e) {
            // whoever sent it has gone
        }
    }
}
