package io.cairn.kit.condition;

import io.cairn.model.condition.CartEvents;
import io.cairn.model.condition.Conditions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The compiler of conditions, plain Java that knows no container, made available to it: one, for it caches. */
public class ConditionsProducer {
    /**
     * Takes about a second.
     *
     * @throws IllegalStateException if the events of carts that are configured make no carts
     */
    @Produces
    @Singleton
    Conditions conditions(
            @ConfigProperty(name = "cairn.cart.added") Optional<Set<String>> added,
            @ConfigProperty(name = "cairn.cart.removed") Optional<Set<String>> removed,
            @ConfigProperty(name = "cairn.cart.ordered") Optional<Set<String>> ordered) {
        try {
            return new Conditions(new CartEvents(names(added), names(removed), names(ordered)));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("cairn.cart: " + e.getMessage(), e);
        }
    }

    /** As events have them: no spaces around, as there may be after a comma. */
    private static Set<String> names(Optional<Set<String>> configured) {
        return configured.orElse(Set.of()).stream().map(String::strip).collect(Collectors.toSet());
    }
}
