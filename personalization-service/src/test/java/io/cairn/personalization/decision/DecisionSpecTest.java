package io.cairn.personalization.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.personalization.catalogue.SpecCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The golden cases in {@code src/test/resources/spec/decisions}. A file has what is given to all of its cases; a case
 * may add to it. {@code then} says what must be in the answer; lists are compared item by item, objects by the fields
 * that are named.
 */
class DecisionSpecTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path CASES = Path.of("src/test/resources/spec/decisions");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return SpecFiles.cases(CASES, DecisionSpecTest::check);
    }

    private static void check(JsonNode given, JsonNode one) throws IOException {
        JsonNode when = one.path("when");
        Instant now = Instant.parse((when.has("now") ? when : given).path("now").asText());
        Decided decided = new Decider(new Holdout(given.path("salt").asText("cairn")))
                .decide(
                        SpecCatalogue.read(given),
                        SpecCustomer.read(given),
                        SpecFiles.request(when),
                        new Moment(now, "d1"));
        ObjectNode actual = (ObjectNode) JSON.readTree(DecisionJson.write(decided.decision()));
        actual.set("trace", JSON.readTree(DecisionJson.write(decided.decision().trace())));
        actual.set("heldOut", JSON.readTree(DecisionJson.write(decided.heldOut())));
        actual.set("reserved", JSON.readTree(DecisionJson.write(decided.reserved())));
        SpecFiles.assertMatches("", one.path("then"), actual, actual);
    }
}
