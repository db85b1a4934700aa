package io.cairn.personalization.whynot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.model.condition.Conditions;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.SpecCatalogue;
import io.cairn.personalization.decision.Decider;
import io.cairn.personalization.decision.Decision;
import io.cairn.personalization.decision.DecisionRequest.Asked;
import io.cairn.personalization.decision.Holdout;
import io.cairn.personalization.decision.Moment;
import io.cairn.personalization.decision.RandomShop;
import io.cairn.personalization.decision.Situation;
import io.cairn.personalization.decision.SpecCustomer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WhyNotPropertiesTest {
    private static final Decider DECIDER = new Decider(new Holdout("salt"));
    private static final Conditions CONDITIONS = new Conditions();

    @Property(tries = 300)
    void withAllTheEditsTheOfferWinsAndWithoutAnyOfThemItDoesNot(@ForAll long seed) {
        RandomShop shop = new RandomShop(seed);
        ObjectNode given = shop.given();
        Catalogue catalogue = SpecCatalogue.read(given);
        String placement = shop.sometimes() ? "web" : "mail";
        Situation situation = Situation.of(
                catalogue,
                SpecCustomer.read(given),
                shop.request(given.path("customerId").asText(), new Asked(placement, shop.upTo(3))),
                new Moment(RandomShop.NOW, "d1"));
        String offer = "o" + (shop.upTo(6) - 1);
        WhyNotSearch search = new WhyNotSearch(
                DECIDER,
                CONDITIONS,
                situation,
                catalogue.offer(offer).orElseThrow(),
                catalogue.placement(placement).orElseThrow());

        WhyNot answer = search.search();
        assertThat(answer.wins()).isEqualTo(wins(situation, offer));
        assertThat(answer.changes().isEmpty()).isEqualTo(answer.wins());
        if (answer.wins()) {
            return;
        }
        WhyNotSearch.Plan plan = search.plan();
        assertThat(wins(plan.supposed().amongAll(), offer)).isTrue();
        for (Edit edit : plan.edits()) {
            List<Edit> others = new ArrayList<>(plan.edits());
            others.remove(edit);
            assertThat(wins(Edit.all(plan.asItIs(), others).amongAll(), offer))
                    .as("without %s of %s", edit.change(), answer)
                    .isFalse();
        }
    }

    private static boolean wins(Situation in, String offer) {
        Decision decision = DECIDER.decide(in.catalogue(), in.customer(), in.request(), in.moment())
                .decision();
        return Objection.winning(decision, offer).isPresent();
    }
}
