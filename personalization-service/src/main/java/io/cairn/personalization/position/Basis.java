package io.cairn.personalization.position;

import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.LiveMap;
import io.cairn.personalization.contact.Consent;
import java.util.stream.Collectors;

/**
 * All that stages are determined by besides a profile, the time and how a replica is configured: the live maps, and those parts of
 * the contact policy that entry criteria may ask of.
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
        return new Basis(maps + catalogue.contactPolicy().timeZone() + "\n" + optIn);
    }
}
