package io.cairn.personalization.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.SpecCatalogue;
import io.cairn.personalization.decision.DecisionRequest.Asked;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A decision that nobody asked to explain looks at less, and comes to the same. */
class BriefDecisionTest {
    @Property(tries = 3_000)
    void lookingNoFurtherThanNeededComesToTheSame(@ForAll long seed) {
        RandomShop shop = new RandomShop(seed);
        ObjectNode given = shop.given();
        crowd(given, new Random(seed));
        Catalogue catalogue = SpecCatalogue.read(given);
        CustomerFacts customer = SpecCustomer.read(given);
        DecisionRequest request =
                shop.request(customer.customerId(), new Asked("web", shop.upTo(3)), new Asked("mail", shop.upTo(2)));
        Moment moment = new Moment(RandomShop.NOW, "d1");
        Decider decider = new Decider(new Holdout("salt"));

        Decided inFull = decider.decide(catalogue, customer, request, moment);
        Decided brief = decider.answer(catalogue, customer, unexplained(request), moment);
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

    /** Offers that several rules put up, rules without rankings next to each other, room for several, and dismissals. */
    private static void crowd(ObjectNode given, Random random) {
        for (JsonNode rule : given.get("rules")) {
            ObjectNode crowded = (ObjectNode) rule;
            if (random.nextBoolean()) {
                crowded.remove("ranking");
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                crowded.withArray("/offers").add("o" + random.nextInt(6));
            }
        }
        for (JsonNode offer : given.get("offers")) {
            if (random.nextInt(4) == 0) {
                ((ObjectNode) offer).put("value", random.nextInt(3) - 2.0);
            }
        }
        ((ObjectNode) given.at("/placements/web")).put("maxItems", 1 + random.nextInt(3));
        if (random.nextBoolean()) {
            given.withObject("/contactPolicy")
                    .withArray("/suppress")
                    .addObject()
                    .put("outcome", "dismissed")
                    .put("times", 1)
                    .put("for", "P7D");
            for (JsonNode contact : given.get("contacts")) {
                if (random.nextBoolean()) {
                    ((ObjectNode) contact).putObject("outcomes").set("dismissed", contact.get("at"));
                }
            }
        }
    }

    private static DecisionRequest unexplained(DecisionRequest request) {
        return new DecisionRequest(
                request.customerId(),
                request.requestId(),
                request.placements(),
                request.context(),
                request.locale(),
                request.dryRun(),
                false,
                request.at(),
                request.repeatOffers());
    }
}
