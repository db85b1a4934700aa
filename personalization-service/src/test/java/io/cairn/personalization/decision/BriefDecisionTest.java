package io.cairn.personalization.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.SpecCatalogue;
import io.cairn.personalization.decision.DecisionRequest.Asked;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A decision that nobody asked to explain looks at less, and comes to the same. */
class BriefDecisionTest {
    @Property(tries = 2_000)
    void lookingNoFurtherThanNeededComesToTheSame(@ForAll long seed) {
        RandomShop shop = new RandomShop(seed);
        JsonNode given = shop.given();
        Catalogue catalogue = SpecCatalogue.read(given);
        CustomerFacts customer = SpecCustomer.read(given);
        DecisionRequest request =
                shop.request(customer.customerId(), new Asked("web", shop.upTo(3)), new Asked("mail", shop.upTo(2)));
        Moment moment = new Moment(RandomShop.NOW, "d1");
        Decider decider = new Decider(new Holdout("salt"));

        Decided inFull = decider.decide(catalogue, customer, request, moment);
        Decided brief = decider.answer(catalogue, customer, request, moment);
        assertThat(brief.decision().placements()).isEqualTo(inFull.decision().placements());
        assertThat(brief.decision().stages()).isEqualTo(inFull.decision().stages());
        assertThat(brief.reserved()).isEqualTo(inFull.reserved());
        assertThat(brief.shown()).isEqualTo(inFull.shown());
        assertThat(brief.heldOut()).isEqualTo(inFull.heldOut());
        assertThat(inFull.decision().trace().candidates())
                .containsAll(brief.decision().trace().candidates().stream()
                        .filter(candidate -> candidate.reason() == Reason.CHOSEN)
                        .toList());
    }
}
