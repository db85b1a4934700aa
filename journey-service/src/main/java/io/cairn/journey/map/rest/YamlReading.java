package io.cairn.journey.map.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.kit.json.JsonBodies;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.JsonPointers;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/**
 * Reads YAML as the JSON that it stands for, by the JSON schema of YAML 1.2: unquoted, {@code 12}, {@code true} and
 * {@code null} are what they are in JSON, and all else, {@code no}, {@code 12:30} and {@code 2026-01-31} too, is text. Anchors,
 * tags and a second document are refused: a map needs none, and a few lines of anchors can stand for gigabytes.
 */
final class YamlReading {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");
    private static final String TEXT_TAG = "tag:yaml.org,2002:str";

    private final ObjectMapper mapper;
    private final Iterator<Event> events;

    /** A field or an item of what it is in; a pointer to each of very many would take long. */
    private record Place(@Nullable Place in, Object step) {
        static final Place ROOT = new Place(null, "");

        Place at(Object step) {
            return new Place(this, step);
        }

        /** RFC 6901. */
        String pointer() {
            Deque<String> steps = new ArrayDeque<>();
            for (Place place = this; place != null && place.in != null; place = place.in) {
                steps.push("/" + JsonPointers.step(place.step.toString()));
            }
            return String.join("", steps);
        }
    }

    private YamlReading(ObjectMapper mapper, Iterator<Event> events) {
        this.mapper = mapper;
        this.events = events;
    }

    /**
     * The tree.
     *
     * @param mapper for the nodes, and for numbers as JSON has them
     * @throws ProblemException 400 with pointer, or line and column
     */
    static JsonNode read(String text, ObjectMapper mapper) {
        if (text.isBlank()) {
            throw ProblemException.malformed("", "a YAML body is needed");
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE); // the body is bounded in bytes
        try {
            Iterator<Event> events =
                    new Yaml(options).parse(new StringReader(text)).iterator();
            return new YamlReading(mapper, events).document();
        } catch (MarkedYAMLException e) {
            throw ProblemException.malformed("", "not YAML: " + e.getProblem() + where(e.getProblemMark()));
        } catch (YAMLException e) {
            throw ProblemException.malformed("", "not YAML: " + e.getMessage());
        } catch (IllegalArgumentException e) { // SnakeYAML lets it through as it is
            throw ProblemException.malformed("", "not YAML: it has an escape of no character");
        }
    }

    private JsonNode document() {
        events.next(); // the stream's start
        Event start = events.next();
        if (!start.is(Event.ID.DocumentStart)) {
            throw ProblemException.malformed("", "a YAML body is needed");
        }
        JsonNode root = node(events.next(), Place.ROOT, 1);
        events.next(); // the document's end
        Event next = events.next();
        if (!next.is(Event.ID.StreamEnd)) {
            throw ProblemException.malformed("", "only one YAML document is taken" + where(next.getStartMark()));
        }
        return root;
    }

    private JsonNode node(Event event, Place place, int depth) {
        if (event instanceof AliasEvent || (event instanceof NodeEvent node && node.getAnchor() != null)) {
            throw fault(place, "anchors and aliases are not taken: write it out", event);
        }
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, place);
        }
        CollectionStartEvent start = (CollectionStartEvent) event;
        if (depth > JsonBodies.MAX_DEPTH) {
            throw fault(place, "is nested deeper than " + JsonBodies.MAX_DEPTH, event);
        }
        if (start.getTag() != null) {
            throw fault(place, "the tag " + start.getTag() + " is not taken", event);
        }
        return start instanceof MappingStartEvent ? object(place, depth) : array(place, depth);
    }

    private ArrayNode array(Place place, int depth) {
        ArrayNode array = mapper.createArrayNode();
        for (Event event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
            array.add(node(event, place.at(array.size()), depth + 1));
        }
        return array;
    }

    private ObjectNode object(Place place, int depth) {
        ObjectNode object = mapper.createObjectNode();
        for (Event event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
            if (!(event instanceof ScalarEvent key) || key.getAnchor() != null || isTagged(key)) {
                throw fault(place, "a field's name must be a text", event);
            }
            String name = key.getValue();
            Place at = place.at(name);
            if (object.has(name)) {
                throw fault(at, "is there twice", event);
            }
            object.set(name, node(events.next(), at, depth + 1));
        }
        return object;
    }

    private JsonNode scalar(ScalarEvent scalar, Place place) {
        String value = scalar.getValue();
        if (isTagged(scalar) && !TEXT_TAG.equals(scalar.getTag())) {
            throw fault(place, "the tag " + scalar.getTag() + " is not taken", scalar);
        }
        if (scalar.getScalarStyle() != ScalarStyle.PLAIN || isTagged(scalar)) {
            return mapper.getNodeFactory().textNode(value);
        }
        return switch (value) {
            case "", "~", "null" -> mapper.nullNode();
            case "true", "false" -> mapper.getNodeFactory().booleanNode(value.equals("true"));
            default -> NUMBER.matcher(value).matches() ? number(value, place, scalar) : text(value);
        };
    }

    private JsonNode text(String value) {
        return mapper.getNodeFactory().textNode(value);
    }

    private JsonNode number(String value, Place place, Event at) {
        try {
            return mapper.readTree(value);
        } catch (JsonProcessingException | NumberFormatException e) {
            throw fault(place, "is a number that is too long, or whose exponent is out of range", at);
        }
    }

    private static boolean isTagged(ScalarEvent scalar) {
        return scalar.getTag() != null && !scalar.getTag().equals("!");
    }

    private static ProblemException fault(Place place, String detail, Event at) {
        return ProblemException.malformed(place.pointer(), detail + where(at.getStartMark()));
    }

    private static String where(Mark mark) {
        return mark == null ? "" : " (line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ")";
    }
}
