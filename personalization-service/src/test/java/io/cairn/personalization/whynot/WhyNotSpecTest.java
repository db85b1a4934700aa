package io.cairn.personalization.whynot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cairn.model.condition.Conditions;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.SpecCatalogue;
import io.cairn.personalization.decision.Decider;
import io.cairn.personalization.decision.DecisionRequest;
import io.cairn.personalization.decision.Holdout;
import io.cairn.personalization.decision.Moment;
import io.cairn.personalization.decision.Situation;
import io.cairn.personalization.decision.SpecCustomer;
import io.cairn.personalization.decision.SpecFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The golden cases in {@code src/test/resources/spec/why-not}: {@code given} as for decisions; {@code ask} is a placement
 * and an offer, and what a request may say; {@code then} is the answer.
 */
class WhyNotSpecTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return SpecFiles.cases(Path.of("src/test/resources/spec/why-not"), WhyNotSpecTest::check);
    }

    private static void check(JsonNode given, JsonNode one) {
        ObjectNode ask = one.path("ask").deepCopy();
        ask.putArray("placements").add(ask.path("placement"));
        DecisionRequest request = SpecFiles.request(ask);
        Catalogue catalogue = SpecCatalogue.read(given);
        Instant now = Instant.parse((ask.has("now") ? ask : given).path("now").asText());
        Situation situation = Situation.of(catalogue, SpecCustomer.read(given), request, new Moment(now, "d1"));
        WhyNotSearch search = new WhyNotSearch(
                new Decider(new Holdout(given.path("salt").asText("cairn"))),
                new Conditions(),
                situation,
                catalogue.offer(ask.path("offer").asText()).orElseThrow(),
                catalogue.placement(request.placements().get(0).key()).orElseThrow());
        JsonNode actual = JSON.valueToTree(search.search());
        assertThat(actual.path("wins")).isEqualTo(one.path("then").path("wins"));
        SpecFiles.assertMatches("", one.path("then"), actual, actual);
    }
}
