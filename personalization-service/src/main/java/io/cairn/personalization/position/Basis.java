package io.cairn.personalization.position;

import io.cairn.model.condition.CartEvents;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.LiveMap;
import io.cairn.personalization.contact.Consent;
import java.util.stream.Collectors;

/**
 * All that stages are determined by besides a profile and the time: the live maps, those parts of the contact policy
 * that entry criteria may ask of, and the events of carts where others than usual are configured.
 *
 * @param text equal for equal bases
 */
record Basis(String text) {
    static Basis of(Catalogue catalogue) {
        String maps = catalogue.maps().stream()
                .map(LiveMap::id)
                .map(id -> id.journey() + " " + id.version() + " " + id.publishedAt() + "\n")
                .collect(Collectors.joining());
        String optIn = catalogue.contactPolicy().channels().entrySet().stream()
                .filter(channel -> channel.getValue().consent() != Consent.OPT_OUT)
                .map(channel -> channel.getKey() + " " + channel.getValue().consent())
                .sorted()
                .collect(Collectors.joining(","));
        CartEvents carts = catalogue.cartEvents();
        String others = carts.equals(CartEvents.SEGMENT) ? "" : "\n" + carts;
        return new Basis(maps + catalogue.contactPolicy().timeZone() + "\n" + optIn + others);
    }
}
