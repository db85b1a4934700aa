package io.cairn.personalization.position;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.model.condition.CartEvents;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.CompiledContactPolicy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BasisTest {
    @Test
    void everybodyIsLookedAtAgainWhenCartsAreReadFromOtherEvents() {
        CartEvents others = new CartEvents(Set.of("Chosen"), Set.of(), Set.of("Order Completed"));
        assertThat(of(others)).isNotEqualTo(of(CartEvents.SEGMENT));
        assertThat(of(others)).isEqualTo(of(new CartEvents(Set.of("Chosen"), Set.of(), Set.of("Order Completed"))));
    }

    private static Basis of(CartEvents cartEvents) {
        return Basis.of(
                Catalogue.of(0, List.of(), List.of(), List.of(), CompiledContactPolicy.DEFAULT, List.of(), cartEvents));
    }
}
