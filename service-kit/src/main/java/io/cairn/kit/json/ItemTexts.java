package io.cairn.kit.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.JsonPointers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the items of a list out of a body's text. Only where they end is looked at: fields that are twice, and numbers that
 * no computer takes, are left for whoever reads the item.
 */
final class ItemTexts {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(JsonBodies.MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private final String text;
    private final JsonParser parser;
    private final String field;
    private final int most;

    private ItemTexts(String text, JsonParser parser, String field, int most) {
        this.text = text;
        this.parser = parser;
        this.field = field;
        this.most = most;
    }

    /** @throws ProblemException 400 */
    static Optional<List<String>> of(String text, String field, int most) throws IOException {
        // of the chars themselves: the places in them are exact, as no buffer is filled twice
        try (JsonParser parser = FACTORY.createParser(text.toCharArray())) {
            return new ItemTexts(text, parser, field, most).items();
        }
    }

    private Optional<List<String>> items() throws IOException {
        Optional<List<String>> items = Optional.empty();
        Optional<String> other = Optional.empty();
        boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
        while (isObject && parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (!name.equals(field)) {
                other = other.or(() -> Optional.of(name));
                parser.skipChildren();
            } else if (items.isPresent()) {
                throw ProblemException.malformed("/" + JsonPointers.step(field), JsonBodies.TWICE);
            } else {
                items = Optional.of(list());
            }
        }
        if (items.isEmpty()) {
            return items;
        }
        if (other.isPresent()) {
            throw ProblemException.malformed(
                    "/" + JsonPointers.step(other.get()), "there is no such field; known is " + field);
        }
        if (parser.nextToken() != null) {
            throw ProblemException.malformed("", JsonBodies.MORE);
        }
        return items;
    }

    private List<String> list() throws IOException {
        List<String> items = new ArrayList<>();
        boolean isList = parser.currentToken() == JsonToken.START_ARRAY;
        while (isList && parser.nextToken() != JsonToken.END_ARRAY) {
            if (items.size() == most) {
                throw noList();
            }
            long from = parser.currentTokenLocation().getCharOffset();
            parser.skipChildren();
            parser.finishToken();
            items.add(text.substring((int) from, (int) parser.currentLocation().getCharOffset()));
        }
        if (!isList) {
            throw noList();
        }
        return items;
    }

    private ProblemException noList() {
        return ProblemException.malformed(
                "/" + JsonPointers.step(field), "must be a list of at most " + most + " " + field);
    }
}
