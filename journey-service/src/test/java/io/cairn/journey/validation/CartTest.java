package io.cairn.journey.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.model.condition.CartEvents;
import io.cairn.model.condition.Conditions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CartTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:30:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CartEvents CHOSEN = new CartEvents(Set.of("Chosen"), Set.of(), Set.of("Paid"));

    @Test
    void whoAsksForTheCartNeedNotNameTheEventsThatMakeIt() throws Exception {
        assertThat(warned("cart().size() > 0", CartEvents.SEGMENT)).isEmpty();
        assertThat(warned("cart().size() > 0", CHOSEN)).isEmpty();
    }

    @Test
    void theCartsEventsAreThoseConfigured() throws Exception {
        assertThat(warned("cart().size() > 0 && seen('Product Added')", CartEvents.SEGMENT))
                .isEmpty();
        assertThat(warned("cart().size() > 0 && seen('Product Added')", CHOSEN))
                .singleElement()
                .asString()
                .contains("asks for the event 'Product Added'");
    }

    private static List<String> warned(String criteria, CartEvents events) throws JsonProcessingException {
        String map =
                """
                {"name":"Shop","stages":[{"key":"intent","name":"Intent","entryCriteria":"%s"}]}"""
                        .formatted(criteria);
        return new MapValidation(JSON, new Conditions(events), CLOCK)
                .findings(JSON.readTree(map)).stream()
                        .map(Finding::detail)
                        .filter(detail -> detail.contains("asks for the event"))
                        .toList();
    }
}
