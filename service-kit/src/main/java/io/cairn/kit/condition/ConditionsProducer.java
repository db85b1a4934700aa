package io.cairn.kit.condition;

import io.cairn.model.condition.CartEvents;
import io.cairn.model.condition.Conditions;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What carts are made of, and the compiler of conditions: plain Java that knows no container, made available to it. */
@Singleton
public class ConditionsProducer {
    /** @throws IllegalStateException if nothing that is configured makes a cart */
    @Produces
    @Singleton
    CartEvents cartEvents(
            @ConfigProperty(name = "cairn.cart.added") Optional<Set<String>> added,
            @ConfigProperty(name = "cairn.cart.removed") Optional<Set<String>> removed,
            @ConfigProperty(name = "cairn.cart.ordered") Optional<Set<String>> ordered) {
        Set<String> adding = names(added);
        if (adding.isEmpty()) {
            throw new IllegalStateException("cairn.cart.added must name at least one event");
        }
        return new CartEvents(adding, names(removed), names(ordered));
    }

    /** As events have them: no spaces around, as there may be after a comma. */
    private static Set<String> names(Optional<Set<String>> configured) {
        return configured.orElse(Set.of()).stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    /** One, for it caches; takes about a second. */
    @Produces
    @Singleton
    Conditions conditions(CartEvents cartEvents) {
        return new Conditions(cartEvents);
    }

    /** A service that is configured wrongly does not start, rather than answer 500 later. */
    void check(@Observes StartupEvent event, CartEvents cartEvents) {
        // it is there
    }
}
