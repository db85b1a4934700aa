package io.cairn.model.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Generates JSON within the bounds of {@link JsonValues}. */
public final class JsonArbitraries {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonArbitraries() {}

    /** Strings of any characters that JSON may hold here, beyond the basic plane too. */
    public static Arbitrary<String> texts() {
        StringArbitrary anyChar = Arbitraries.strings().withCharRange('\u0001', '\uD7FF');
        Arbitrary<String> beyond = Arbitraries.integers()
                .between(0x10000, 0x10FFFF)
                .map(Character::toString)
                .list()
                .ofMaxSize(3)
                .map(list -> String.join("", list));
        return Arbitraries.oneOf(Arbitraries.of("", "shoes", "DE", "ö", "a/b~c"), anyChar.ofMaxLength(12), beyond);
    }

    public static Arbitrary<String> keys() {
        return Arbitraries.oneOf(
                Arbitraries.of("category", "value", "country", "firstName", "consent.email", "a~b/c", ""),
                Arbitraries.strings().alpha().ofMaxLength(8),
                texts());
    }

    public static Arbitrary<JsonNode> scalars() {
        return Arbitraries.oneOf(
                texts().map(NODES::textNode),
                Arbitraries.longs().map(NODES::numberNode),
                Arbitraries.integers().between(-9, 9).map(NODES::numberNode),
                Arbitraries.doubles().map(NODES::numberNode),
                Arbitraries.bigDecimals()
                        .between(BigDecimal.valueOf(-1e20), BigDecimal.valueOf(1e20))
                        .ofScale(6)
                        .map(NODES::numberNode),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.just(NODES.nullNode()));
    }

    public static Arbitrary<JsonNode> values() {
        return Arbitraries.recursive(
                JsonArbitraries::scalars,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(items -> NODES.arrayNode().addAll(items)),
                        Arbitraries.maps(keys(), inner).ofMaxSize(3).map(JsonArbitraries::object)),
                0,
                3);
    }

    public static Arbitrary<ObjectNode> objects() {
        return Arbitraries.maps(keys(), values()).ofMaxSize(4).map(JsonArbitraries::object);
    }

    public static Arbitrary<Map<String, Object>> frozenObjects() {
        return objects().map(object -> JsonValues.freeze(object, ""));
    }

    private static ObjectNode object(Map<String, ? extends JsonNode> fields) {
        ObjectNode object = NODES.objectNode();
        object.setAll(fields);
        return object;
    }
}
