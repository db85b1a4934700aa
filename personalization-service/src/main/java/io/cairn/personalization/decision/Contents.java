package io.cairn.personalization.decision;

import io.cairn.model.condition.Cart;
import io.cairn.model.condition.CartEvents;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledRepresentation;
import io.cairn.personalization.content.Rendering;
import io.cairn.personalization.offer.Offer;
import java.util.HashMap;
import java.util.Map;

/** Renders an offer's content from what is known of the customer and the request. */
final class Contents {
    private final Map<String, Object> shared = new HashMap<>();

    Contents(Situation situation) {
        CustomerProfile profile = situation.customer().profile();
        shared.put("profile", Map.of("customerId", profile.customerId(), "traits", profile.traits()));
        shared.put("traits", profile.traits());
        shared.put("context", situation.request().context());
        shared.put("cart", Cart.items(profile, CartEvents.SEGMENT));
    }

    Rendering render(CompiledOffer compiled, CompiledRepresentation representation) {
        Offer offer = compiled.offer();
        Map<String, Object> data = new HashMap<>(shared);
        data.put(
                "offer",
                Map.of("key", offer.key(), "name", offer.name(), "value", offer.value(), "tags", offer.tags()));
        return representation.content().render(data);
    }
}
