package io.cairn.kit.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.JsonPointers;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON bodies strictly: whatever is wrong is a 400 that names the field. */
@ApplicationScoped
public class JsonBodies {
    /** How deep objects and arrays may nest. */
    public static final int MAX_DEPTH = 64;

    private static final char REPLACEMENT = '\uFFFD';

    /** Where a message of Jackson's points to: {@code [Source: REDACTED (…); line: 1, column: 9]}. */
    private static final Pattern PLACE = Pattern.compile("\\[Source: [^\\]]*?(line: \\d+, column: \\d+)\\]");

    /** The features and constants that a message of Jackson's names. */
    private static final Pattern ADVICE = Pattern.compile(
            ",? from `[^`]*`|: enable `[^`]*` to allow|: not allowed as per `[^`]*`| \\(not recognized as one since [^)]*\\)");

    static final String TWICE = "is there twice: of two it is not clear which counts";

    static final String MORE = "there is more after the JSON value";

    /** Jackson's own words would name Java's class. */
    private static final String FAR_EXPONENT = "holds a number whose exponent is out of range";

    private final ObjectMapper mapper;

    /** Whose parsers leave it to others how long a number or a name may be; none of their names is kept for the next. */
    private final JsonFactory patient;

    public JsonBodies(ObjectMapper mapper) {
        this.mapper = mapper;
        this.patient = JsonFactory.builder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxTokenCount(StrictJson.MAX_TOKENS)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    /** @throws ProblemException 400 that names the field, or line and column where it is not JSON at all */
    public Object read(byte[] body, Type type) {
        return read(text(body), type);
    }

    /** The body as a tree. @throws ProblemException 400 */
    public JsonNode tree(byte[] body) {
        return (JsonNode) read(body, JsonNode.class);
    }

    /**
     * The body as a tree in which of two fields of one name the later counts, names are of any length, and a number has any
     * exponent, or is NaN, as Python writes it, for what clients that are not ours send: to refuse all of a batch would lose
     * what is good in it. A number of more than {@value StrictJson#MAX_NUMBER_LENGTH} characters is another of more digits.
     *
     * @throws ProblemException 400
     */
    public JsonNode lenientTree(byte[] body) {
        String text = text(body);
        ObjectReader reader =
                mapper.readerFor(JsonNode.class).with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS.mappedFeature());
        return (JsonNode) read(text, () -> {
            try {
                return reader.readValue(text);
            } catch (NumberFormatException | StreamConstraintsException e) {
                return reader.readValue(new BoundedNumbers(patient.createParser(text)));
            } catch (JsonMappingException e) {
                if (e.getCause() instanceof StreamConstraintsException) {
                    return reader.readValue(new BoundedNumbers(patient.createParser(text)));
                }
                throw e;
            }
        });
    }

    /**
     * The texts of the items of a list that is the body's only field, each to be {@linkplain #read(String, Type) read} strictly
     * by itself: to refuse all for one that is bad would lose what is good. Empty if the body has no such field.
     *
     * @param field the list's, in the plural
     * @throws ProblemException 400 if the body is not JSON, or has more than the list, or the list more than so many items
     */
    public Optional<List<String>> itemTexts(byte[] body, String field, int most) {
        String text = text(body);
        return read(text, () -> ItemTexts.of(text, field, most));
    }

    /** @throws ProblemException 400 that names the field, or line and column where it is not JSON at all */
    public Object read(String text, Type type) {
        ObjectReader reader =
                mapper.readerFor(mapper.constructType(type)).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        return read(text, () -> reader.readValue(text));
    }

    private interface Reading<T> {
        @Nullable
        T read() throws IOException;
    }

    private static <T> T read(String text, Reading<T> reading) {
        if (text.isBlank()) {
            throw ProblemException.malformed("", "a JSON body is needed");
        }
        try {
            T value = reading.read();
            if (value == null) {
                throw ProblemException.malformed("", "must not be null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw problem(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // nothing is read from anywhere but memory
        } catch (NumberFormatException e) {
            // Jackson lets it through as it is
            throw ProblemException.malformed("", FAR_EXPONENT);
        }
    }

    /** The body's text. @throws ProblemException 400 if it is not UTF-8 */
    public static String text(byte[] body) {
        try {
            String text = new String(body, StandardCharsets.UTF_8);
            if (text.indexOf(REPLACEMENT) >= 0) { // which stands for what is not UTF-8, unless it was sent
                text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body))
                        .toString();
            }
            if (text.indexOf('\0') >= 0) {
                throw ProblemException.malformed("", "the body holds a NUL character: it is sent as UTF-8");
            }
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ProblemException.malformed("", "the body is not UTF-8");
        }
    }

    private static ProblemException problem(JsonProcessingException thrown) {
        Optional<String> repeated = repeated(thrown);
        if (repeated.isPresent()) {
            return ProblemException.malformed(repeated.get(), TWICE);
        }
        if (thrown instanceof JsonMappingException mapping) {
            String pointer = pointer(mapping.getPath());
            if (mapping.getCause() instanceof ProblemException cause) {
                return cause.under(pointer);
            }
            if (!(mapping.getCause() instanceof StreamConstraintsException)) {
                return ProblemException.malformed(pointer, detail(mapping));
            }
        }
        return ProblemException.malformed("", "not the JSON that is taken here: " + ofTheBody(thrown));
    }

    /** The pointer to a field that an object has twice. */
    private static Optional<String> repeated(JsonProcessingException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonParseException parsing
                    && parsing.getOriginalMessage().startsWith("Duplicate field")
                    && parsing.getProcessor() != null) {
                return Optional.of(parsing.getProcessor()
                        .getParsingContext()
                        .pathAsPointer()
                        .toString());
            }
        }
        return Optional.empty();
    }

    private static String detail(JsonMappingException thrown) {
        if (thrown instanceof UnrecognizedPropertyException unknown) {
            return "there is no such field; known are " + unknown.getKnownPropertyIds();
        }
        if (thrown instanceof InvalidFormatException format) {
            return "'" + format.getValue() + "' is not " + name(format.getTargetType());
        }
        Throwable cause = thrown.getCause();
        if (cause instanceof NumberFormatException) {
            return FAR_EXPONENT;
        }
        if (cause instanceof IllegalArgumentException || cause instanceof NullPointerException) {
            return String.valueOf(cause.getMessage());
        }
        if (thrown.getOriginalMessage().startsWith("Trailing token")) {
            return MORE;
        }
        if (thrown instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            return "must be " + name(mismatch.getTargetType());
        }
        return ofTheBody(thrown);
    }

    private static String ofTheBody(JsonProcessingException thrown) {
        JsonLocation at = thrown.getLocation();
        String where = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return words(thrown) + where;
    }

    /** What Jackson says of a text, without what it says to whoever configures it. */
    public static String words(JsonProcessingException thrown) {
        if (thrown.getOriginalMessage().startsWith("Token count")) {
            return "the body has more than " + StrictJson.MAX_TOKENS
                    + " JSON tokens, each bracket, name of a field and value being one: send it in parts";
        }
        String located = PLACE.matcher(thrown.getOriginalMessage()).replaceAll("$1");
        return ADVICE.matcher(located).replaceAll("");
    }

    private static String name(Class<?> type) {
        if (type.isEnum()) {
            return "one of " + List.of(type.getEnumConstants());
        }
        if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return switch (type.getSimpleName()) {
            case "String" -> "a text";
            case "int", "Integer", "long", "Long" -> "a whole number";
            case "double", "Double", "BigDecimal" -> "a number";
            case "boolean", "Boolean" -> "true or false";
            case "Instant" -> "an ISO-8601 time such as 2026-01-31T12:00:00Z";
            case "LocalTime" -> "a time of day such as 21:00";
            case "ZoneId" -> "a time zone such as Europe/Berlin";
            case "Duration", "Period", "TemporalAmount" -> "an ISO-8601 duration such as P7D or PT1H";
            default -> "an object";
        };
    }

    /** RFC 6901. */
    private static String pointer(@Nullable List<JsonMappingException.Reference> path) {
        StringBuilder pointer = new StringBuilder();
        for (JsonMappingException.Reference step : path == null ? List.<JsonMappingException.Reference>of() : path) {
            pointer.append('/');
            if (step.getFieldName() == null) {
                pointer.append(step.getIndex());
            } else {
                pointer.append(JsonPointers.step(step.getFieldName()));
            }
        }
        return pointer.toString();
    }
}
