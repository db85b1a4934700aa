package io.cairn.personalization.decision;

import io.cairn.model.condition.Cart;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledRepresentation;
import io.cairn.personalization.content.Rendering;
import io.cairn.personalization.offer.Offer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders an offer's content from what is known of the customer and the request. */
final class Contents {
    private final Situation situation;
    private @Nullable Map<String, Object> shared;

    Contents(Situation situation) {
        this.situation = situation;
    }

    /** What is the same for all offers. */
    private Map<String, Object> shared() {
        Map<String, Object> known = shared;
        if (known == null) {
            CustomerProfile profile = situation.customer().profile();
            known = new HashMap<>();
            known.put("profile", Map.of("customerId", profile.customerId(), "traits", profile.traits()));
            known.put("traits", profile.traits());
            known.put("context", situation.request().context());
            known.put("cart", Cart.items(profile, situation.catalogue().cartEvents()));
            shared = known;
        }
        return known;
    }

    Rendering render(CompiledOffer compiled, CompiledRepresentation representation) {
        Offer offer = compiled.offer();
        Map<String, Object> data = new HashMap<>(shared());
        data.put(
                "offer",
                Map.of("key", offer.key(), "name", offer.name(), "value", offer.value(), "tags", offer.tags()));
        return representation.content().render(data);
    }
}
