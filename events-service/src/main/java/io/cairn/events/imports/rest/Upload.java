package io.cairn.events.imports.rest;

import io.cairn.events.imports.file.FileKind;
import io.cairn.events.imports.file.Paced;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.Texts;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A body that is read as it comes, and what its head says of it. */
record Upload(InputStream body, HttpHeaders headers) {
    private static final long MAX_DRAIN_BYTES = 64L << 20;
    private static final long MAX_DRAIN_NANOS = Duration.ofSeconds(5).toNanos();

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]*)", Pattern.CASE_INSENSITIVE);

    /**
     * What clients say without having looked: ISO-8859-1, too, as HTTP once took it for granted. That it is UTF-16 a file says
     * itself.
     */
    private static final Set<String> SAY_NOTHING = Set.of("utf-8", "utf8", "us-ascii", "iso-8859-1", "utf-16");

    private static final Set<String> GUESSED = Set.of("windows-1252", "cp1252");

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

    /** @throws ProblemException 415 if its head says that it is written otherwise than by a mapping it will be read */
    void requireWritten(Charset read) {
        String said = charset();
        if (said != null && !isNamed(read, said)) {
            throw unsupported(said, "the file is read as " + read.name() + ", by its mapping: say /mapping/charset");
        }
    }

    /** @throws ProblemException 415 if its head says that it is written otherwise than can be guessed */
    void requireGuessable() {
        String said = charset();
        if (said != null && !GUESSED.contains(said)) {
            throw unsupported(
                    said, "of a file without a mapping UTF-8, UTF-16 and windows-1252 are known: say /mapping/charset");
        }
    }

    private @Nullable String charset() {
        String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
        Matcher charset = CHARSET.matcher(type == null ? "" : type);
        String said = charset.find() ? charset.group(1).toLowerCase(Locale.ROOT) : null;
        return said == null || SAY_NOTHING.contains(said) ? null : said;
    }

    private static boolean isNamed(Charset charset, String name) {
        return charset.name().equalsIgnoreCase(name)
                || charset.aliases().stream().anyMatch(alias -> alias.equalsIgnoreCase(name));
    }

    private static ProblemException unsupported(String said, String instead) {
        return ProblemException.ofStatus(
                415, "Unsupported Media Type", "Content-Type has charset=" + Texts.shown(said) + ", but " + instead);
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
