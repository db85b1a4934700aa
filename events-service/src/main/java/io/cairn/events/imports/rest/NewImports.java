package io.cairn.events.imports.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.events.imports.Import;
import io.cairn.events.imports.Imports;
import io.cairn.events.imports.Previews;
import io.cairn.events.imports.file.FileKind;
import io.cairn.events.imports.mapping.Mapping;
import io.cairn.kit.json.JsonBodies;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.JsonPointers;
import io.cairn.model.json.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Begins an import in whichever of the ways its caller asks for. */
@ApplicationScoped
class NewImports {
    private static final String GUESS = "guess";
    private static final int MAX_MAPPING_BYTES = 256 * 1024;
    private static final int MAX_NAME = 255;

    private final Imports imports;
    private final Previews previews;
    private final JsonBodies bodies;

    NewImports(Imports imports, Previews previews, JsonBodies bodies) {
        this.imports = imports;
        this.previews = previews;
        this.bodies = bodies;
    }

    /**
     * What stands beside the body, as it was sent.
     *
     * @param given the mapping as JSON
     * @param guess whether to guess it and take the file at once: {@value #GUESS}
     * @param preview whether to show what the given mapping makes of the file, and take nothing
     */
    record Asked(@Nullable String name, @Nullable String given, @Nullable String guess, @Nullable String preview) {
        /** @throws ProblemException 400 */
        boolean isGuess() {
            if (guess != null && !guess.equals(GUESS)) {
                throw ProblemException.malformed("mapping", "must be guess, or absent");
            }
            return guess != null;
        }

        /** @throws ProblemException 400 */
        boolean isPreview() {
            if (preview == null || preview.equals("false")) {
                return false;
            }
            if (!preview.equals("true")) {
                throw ProblemException.malformed("preview", "must be true or false, not '" + preview + "'");
            }
            if (given == null) {
                throw ProblemException.malformed(
                        "preview",
                        "is of a mapping: give it in Cairn-Mapping; without one it is guessed, and shown anyway");
            }
            return true;
        }
    }

    /** @throws ProblemException if it was asked for wrongly, or as {@link Imports} and {@link Previews} say */
    ImportView begin(Upload upload, Asked asked) throws IOException, SQLException {
        boolean isGuess = asked.isGuess();
        if (upload.isJson()) {
            return ImportView.of(fromJson(upload.body()));
        }
        FileKind kind = upload.kind();
        String name = name(asked.name(), "name");
        boolean isPreview = asked.isPreview();
        if (asked.given() != null) {
            JsonNode mapping = bodies.tree(bytes(asked.given()));
            upload.requireWritten(Mapping.read(mapping).form().charset());
            return isPreview ? previewed(upload, name, mapping, kind) : taken(upload, name, mapping, kind);
        }
        upload.requireGuessable();
        return isGuess ? takenAsGuessed(upload, name, kind) : guessed(upload, name, kind);
    }

    private ImportView previewed(Upload upload, @Nullable String name, JsonNode mapping, FileKind kind)
            throws IOException, SQLException {
        ImportView view = ImportView.of(previews.preview(name, mapping, upload.body(), kind));
        upload.drain();
        return view;
    }

    private ImportView guessed(Upload upload, @Nullable String name, FileKind kind) throws IOException, SQLException {
        ImportView view = ImportView.of(previews.guess(name, upload.body(), kind));
        upload.drain();
        return view;
    }

    private ImportView taken(Upload upload, @Nullable String name, JsonNode mapping, FileKind kind)
            throws IOException, SQLException {
        try (Imports.Place place = imports.place()) {
            Import waiting = imports.create(name, mapping);
            return ImportView.of(imports.send(place, waiting.id(), upload.body(), kind, upload.length()));
        }
    }

    private ImportView takenAsGuessed(Upload upload, @Nullable String name, FileKind kind)
            throws IOException, SQLException {
        try (Imports.Place place = imports.place()) {
            Rewound file = new Rewound(upload.body()); // what the guess has read must be read once more
            Import waiting = previews.guess(name, file, kind).created();
            return ImportView.of(imports.send(place, waiting.id(), file.again(), kind, upload.length()));
        }
    }

    private Import fromJson(InputStream body) throws IOException, SQLException {
        byte[] bytes = body.readNBytes(MAX_MAPPING_BYTES + 1);
        if (bytes.length > MAX_MAPPING_BYTES) {
            throw ProblemException.tooLarge(MAX_MAPPING_BYTES);
        }
        JsonNode tree = bodies.tree(bytes);
        if (!tree.isObject() || !tree.has("mapping")) {
            throw ProblemException.malformed(
                    "/mapping", "must be there; or send the file itself as text/csv or application/x-ndjson");
        }
        tree.fieldNames().forEachRemaining(field -> {
            if (!field.equals("mapping") && !field.equals("name")) {
                throw ProblemException.malformed(
                        "/" + JsonPointers.step(field), "there is no such field; known are [mapping, name]");
            }
        });
        return imports.create(name(tree.path("name").asText(null), "/name"), tree.get("mapping"));
    }

    private static @Nullable String name(@Nullable String name, String pointer) {
        String wrong = name == null || name.isEmpty() ? null : Texts.nameFault(name, MAX_NAME);
        if (wrong != null) {
            throw ProblemException.malformed(pointer, wrong);
        }
        return name == null || name.isEmpty() ? null : name;
    }

    /** Headers come as Latin-1; who sends UTF-8 in one gets it back. */
    private static byte[] bytes(String header) {
        return header.chars().allMatch(c -> c < 256)
                ? header.getBytes(StandardCharsets.ISO_8859_1)
                : header.getBytes(StandardCharsets.UTF_8);
    }
}
