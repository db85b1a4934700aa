package io.cairn.kit.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cairn.model.condition.CartEvents;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URL;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConditionsProducerTest {
    @Test
    void cartsAreOfSegmentsEventsUnlessConfiguredOtherwise() {
        assertThat(cartEvents(Map.of())).isEqualTo(CartEvents.SEGMENT);
    }

    @Test
    void eventsOfCartsAreConfigured() {
        Map<String, String> configured = Map.of(
                "cairn.cart.added", "In den Korb, Gewählt\\, später",
                "cairn.cart.removed", "",
                "cairn.cart.ordered", "Bestellt");
        assertThat(cartEvents(configured))
                .isEqualTo(new CartEvents(Set.of("In den Korb", "Gewählt, später"), Set.of(), Set.of("Bestellt")));
    }

    @Test
    void aCartThatNothingIsAddedToIsRefusedByName() {
        assertThatThrownBy(() -> cartEvents(Map.of("cairn.cart.added", " , ")))
                .hasMessage("cairn.cart.added must name at least one event");
    }

    /** By what all services are set to, but for this. */
    private static CartEvents cartEvents(Map<String, String> configured) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(allServices(), new PropertiesConfigSource(configured, "test", 1_000))
                .build();
        return new ConditionsProducer()
                .cartEvents(
                        names(config, "cairn.cart.added"),
                        names(config, "cairn.cart.removed"),
                        names(config, "cairn.cart.ordered"));
    }

    private static Optional<Set<String>> names(SmallRyeConfig config, String property) {
        return config.getOptionalValues(property, String.class, HashSet::new);
    }

    private static PropertiesConfigSource allServices() {
        try {
            URL url = ConditionsProducerTest.class.getResource("/META-INF/microprofile-config.properties");
            return new PropertiesConfigSource(Objects.requireNonNull(url));
        } catch (IOException e) {
            throw new IllegalStateException("what all services are set to cannot be read", e);
        }
    }
}
