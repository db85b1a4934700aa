package io.cairn.events.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.networknt.schema.DisallowUnknownJsonMetaSchemaFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.resource.AllowSchemaLoader;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.JsonValues;
import io.cairn.model.pattern.BoundedPatterns;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** A JSON Schema of events' properties, ready to check them. Its patterns are RE2's, which take linear time. */
final class EventSchema {
    /** Loads nothing but what is in the library: what a schema names elsewhere is not fetched. */
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(
            VersionFlag.V202012, factory -> factory.metaSchema(JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                            .formats(BoundedFormat.all())
                            .build())
                    .metaSchemaFactory(DisallowUnknownJsonMetaSchemaFactory.getInstance())
                    .schemaLoaders(loaders -> loaders.add(
                            new AllowSchemaLoader(iri -> iri.toString().startsWith("classpath:")))));

    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .formatAssertionsEnabled(true)
            .locale(Locale.ENGLISH)
            .regularExpressionFactory(EventSchema::expression)
            .build();
    private static final JsonSchema META = SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V202012), CONFIG);

    private static final int MAX_FAULTS = 20;

    private final JsonSchema schema;

    private EventSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /** @throws ProblemException 422 naming what is wrong, by pointers under {@code /schema} */
    static EventSchema compile(JsonNode json) {
        SchemaBounds.requireSize(json);
        List<InputError> faults = SchemaBounds.faults(json);
        if (faults.isEmpty()) {
            faults = META.validate(json).stream()
                    .sorted(Comparator.comparing(EventSchema::pointer))
                    .limit(MAX_FAULTS)
                    .map(fault -> new InputError("/schema" + pointer(fault), fault.getError()))
                    .toList();
        }
        if (!faults.isEmpty()) {
            throw ProblemException.invalid(faults);
        }
        try {
            JsonSchema schema = SCHEMAS.getSchema(asInEvents(json), CONFIG);
            schema.initializeValidators(); // or a bad pattern would show with the first event
            Set<ValidationMessage> unused = schema.validate(JsonValues.thaw(Map.of()));
            return new EventSchema(schema);
        } catch (RuntimeException | StackOverflowError e) {
            throw ProblemException.invalid("/schema", "cannot be used: " + e.getMessage());
        }
    }

    /** Numbers as events have them: in objects and lists the library takes 1 of one type for another than 1 of another. */
    private static JsonNode asInEvents(JsonNode json) {
        if (json.isNumber()) {
            return JsonValues.thaw(JsonValues.freezeValue(json, ""));
        }
        JsonNode copy = json.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.properties().forEach(member -> member.setValue(asInEvents(member.getValue())));
        } else if (copy instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, asInEvents(array.get(i)));
            }
        }
        return copy;
    }

    /** What is wrong with an event's properties; of several faults the first by its pointer. */
    Optional<Violation> check(Map<String, Object> properties) {
        List<ValidationMessage> faults;
        try {
            faults = schema.validate(JsonValues.thaw(properties)).stream()
                    .sorted(Comparator.comparing(EventSchema::pointer).thenComparing(ValidationMessage::getMessage))
                    .toList();
        } catch (StackOverflowError e) {
            return Optional.of(new Violation("/properties", "cannot be checked: too long, or too deep"));
        }
        if (faults.isEmpty()) {
            return Optional.empty();
        }
        ValidationMessage first = faults.get(0);
        String more = faults.size() == 1 ? "" : " (and " + (faults.size() - 1) + " more)";
        return Optional.of(new Violation("/properties" + pointer(first), first.getError() + more));
    }

    private static String pointer(ValidationMessage message) {
        String pointer = message.getInstanceLocation().toString();
        return pointer.equals("/") ? "" : pointer;
    }

    /** @throws PatternSyntaxException Java's, which the library knows, if it is no pattern of RE2's */
    private static RegularExpression expression(String regex) {
        try {
            Pattern pattern = BoundedPatterns.compile(regex);
            return text -> pattern.matcher(text).find();
        } catch (com.google.re2j.PatternSyntaxException e) {
            throw new PatternSyntaxException(e.getDescription(), regex, -1);
        }
    }
}
