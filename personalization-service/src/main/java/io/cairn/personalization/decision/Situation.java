package io.cairn.personalization.decision;

import io.cairn.model.condition.Facts;
import io.cairn.model.profile.CustomerZone;
import io.cairn.personalization.caps.CapBook;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.position.CurrentJourneys;
import java.time.Instant;
import java.time.ZoneId;

/**
 * What does not change while one decision is taken.
 *
 * @param facts what conditions ask of
 */
public record Situation(
        Catalogue catalogue,
        CustomerFacts customer,
        DecisionRequest request,
        Moment moment,
        CurrentJourneys journeys,
        Facts facts,
        CapBook caps) {
    /** What is so for this customer at this moment. */
    public static Situation of(Catalogue catalogue, CustomerFacts customer, DecisionRequest request, Moment moment) {
        ZoneId zone = CustomerZone.of(
                customer.profile().traits(), catalogue.contactPolicy().timeZone());
        Facts bare = new Facts(
                customer.profile(),
                moment.now(),
                zone,
                request.context(),
                Facts.JourneyFacts.NONE,
                catalogue.contactPolicy()::consentedByDefault,
                null);
        CurrentJourneys journeys = CurrentJourneys.resolve(catalogue, bare, customer.positions());
        return new Situation(
                catalogue,
                customer,
                request,
                moment,
                journeys,
                journeys.facts(),
                new CapBook(catalogue.contactPolicy()));
    }

    public Instant now() {
        return moment.now();
    }

    /** The customer's. */
    public ZoneId zone() {
        return facts.zone();
    }
}
