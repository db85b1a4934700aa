package io.cairn.personalization.customer;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What to load of a customer in one round trip.
 *
 * @param id the customer's own, or an anonymous or external id of hers
 * @param asked under which earlier answer to look, if any
 * @param stickyPlacements whose last answers may have to be repeated
 * @param offers whose totals are needed
 */
public record CustomerQuery(
        String id, @Nullable AskedBefore asked, List<String> stickyPlacements, List<String> offers) {
    /** @param placements their keys, sorted and joined: a page and an email that share a request id are not the same question */
    public record AskedBefore(String requestId, String placements) {}

    public CustomerQuery {
        stickyPlacements = List.copyOf(stickyPlacements);
        offers = List.copyOf(offers);
    }

    /** Of the customer alone. */
    public static CustomerQuery of(String id) {
        return new CustomerQuery(id, null, List.of(), List.of());
    }

    CustomerQuery withId(String other) {
        return new CustomerQuery(other, asked, stickyPlacements, offers);
    }

    /** The name under which an answer to these placements is kept. */
    public static AskedBefore askedBefore(String requestId, Collection<String> placements) {
        return new AskedBefore(requestId, named(placements));
    }

    /** Several placements as one name, in whichever order they are asked for. */
    public static String named(Collection<String> placements) {
        return String.join(",", new TreeSet<>(placements));
    }
}
