package io.cairn.events.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.events.plan.PropertyTypes.Typed;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PropertyTypesTest {
    private final PropertyTypes types = new PropertyTypes();

    @Test
    void propertyOfItemsCountsOnceForAnEvent() {
        types.add(Map.of("products", Collections.nCopies(5, Map.of("sku", "a")), "tags", List.of("a", "b", true)));
        types.add(Map.of());
        assertThat(types.counts())
                .isEqualTo(Map.of(
                        new Typed("products", PropertyTypes.ANY), 1L,
                        new Typed("products", "list"), 1L,
                        new Typed("products[].sku", PropertyTypes.ANY), 1L,
                        new Typed("products[].sku", "text"), 1L,
                        new Typed("tags", PropertyTypes.ANY), 1L,
                        new Typed("tags", "list"), 1L,
                        new Typed("tags[]", PropertyTypes.ANY), 1L,
                        new Typed("tags[]", "text"), 1L,
                        new Typed("tags[]", "boolean"), 1L));
    }

    @Test
    void pathThatIsTooLongForAnIndexIsLeftOut() {
        String longest = "\u8a9e".repeat(255);
        types.add(Map.of(longest, Map.of(longest, Map.of(longest, 1)), "a", Map.of(longest, 1)));
        assertThat(types.counts().keySet().stream().map(Typed::property)).containsOnly(longest, "a");
    }
}
