package io.cairn.events.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.events.imports.file.BadFile;
import io.cairn.events.imports.file.FileForm;
import io.cairn.events.imports.file.FileKind;
import io.cairn.events.imports.file.Rows;
import io.cairn.events.imports.mapping.CharsetGuess;
import io.cairn.events.imports.mapping.Guess.Guessed;
import io.cairn.events.imports.mapping.Mapping;
import io.cairn.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Shows what a file would become, from how it begins. */
@ApplicationScoped
public class Previews {
    /** How many files are looked at at a time: their senders take as long as they like, and a thread each. */
    private static final int MAX_AT_ONCE = 4;

    private final Imports imports;
    private final EventBatches batches;
    private final ObjectMapper json;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE);

    Previews(Imports imports, EventBatches batches, ObjectMapper json, Clock clock) {
        this.imports = imports;
        this.batches = batches;
        this.json = json;
        this.clock = clock;
    }

    /** An import that waits for its file, with the preview of that. */
    public record Previewed(Import created, Preview preview) {}

    /**
     * Guesses a mapping from the beginning of a file; nothing is taken.
     *
     * @throws ProblemException 422 if that cannot be; 429 if too many are looked at
     */
    public Previewed guess(@Nullable String name, InputStream file, FileKind kind) throws IOException, SQLException {
        return looked(() -> {
            byte[] begin = file.readNBytes(CharsetGuess.BYTES);
            boolean isOther = kind == FileKind.CSV && CharsetGuess.isOther(begin);
            FileForm form = isOther
                    ? new FileForm(Charset.forName(CharsetGuess.OTHER), FileForm.PLAIN.separator(), List.of())
                    : FileForm.PLAIN;
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(begin), file);
            Sample sample = Sample.of(Rows.of(whole, kind, form, json));
            Guessed guessed = isOther ? sample.guess(name).in(CharsetGuess.OTHER) : sample.guess(name);
            Preview preview = sample.preview(Mapping.read(guessed.mapping()), guessed.notes(), batches, clock, json);
            return new Previewed(imports.create(name, guessed.mapping()), preview);
        });
    }

    /**
     * Shows what the beginning of a file would become by a mapping; nothing is taken.
     *
     * @throws ProblemException 422 naming what is wrong with the mapping, or with the file; 429 if too many are looked at
     */
    public Previewed preview(@Nullable String name, JsonNode mapping, InputStream file, FileKind kind)
            throws IOException, SQLException {
        Mapping read = Mapping.read(mapping);
        return looked(() -> {
            Rows rows = Rows.of(file, kind, read.form(), json);
            if (!rows.header().columns().isEmpty()) {
                read.requireColumns(rows.header().columns());
            }
            Preview preview = Sample.of(rows).preview(read, List.of(), batches, clock, json);
            return new Previewed(imports.create(name, mapping), preview);
        });
    }

    /** Looks at the beginning of a file. */
    private interface Look {
        Previewed look() throws IOException, SQLException, BadFile;
    }

    private Previewed looked(Look look) throws IOException, SQLException {
        if (!places.tryAcquire()) {
            throw ProblemException.tooBusy("as many files are looked at as may be: try again soon");
        }
        try {
            return look.look();
        } catch (BadFile e) {
            throw ProblemException.invalid(e.errors());
        } finally {
            places.release();
        }
    }
}
