package io.cairn.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.cairn.model.condition.ConditionKind;
import io.cairn.model.condition.Conditions;
import io.cairn.model.profile.CustomerProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedCustomersTest {
    private final Folded folded;

    NamedCustomersTest() throws Exception {
        folded = new Folded();
    }

    @ParameterizedTest
    @CsvSource({
        "1, consideration",
        "2, intent",
        "3, loyalty",
        "4, purchase",
        "5, at-risk",
        "6, lapsed",
        "7, first-use",
        "8, awareness"
    })
    void namedCustomersAreOnTheirStages(int number, String stage) {
        CustomerProfile profile = Folded.profile("u", NamedCustomers.history(number, Folded.END));

        assertThat(folded.stage(profile, Folded.END)).isEqualTo(stage);
    }

    @Test
    void annaMovesOnWithHerCartAndWithHerOrder() {
        Instant now = Folded.END.plusSeconds(600);
        Journal journal = new Journal(1);
        Cart cart = new Cart(journal);
        cart.add(Folded.END.plusSeconds(60), Assortment.ESPRESSO_MACHINE);
        List<SampleEvent> withCart = new ArrayList<>(journal.until(now));
        cart.order(Folded.END.plusSeconds(120), false);
        CustomerProfile before = Folded.profile("u", NamedCustomers.history(1, Folded.END));
        CustomerProfile added = before.merge(Folded.profile("u", withCart));
        CustomerProfile ordered = before.merge(Folded.profile("u", journal.until(now)));

        assertThat(folded.stage(added, now)).isEqualTo("intent");
        assertThat(folded.stage(ordered, now)).isEqualTo("purchase");
        assertThat(eligible("cart-reminder", before)).isFalse();
        assertThat(eligible("cart-reminder", added)).isTrue();
        assertThat(eligible("grinder-for-the-machine", added)).isFalse();
        assertThat(eligible("grinder-for-the-machine", ordered)).isTrue();
    }

    @Test
    void ellasBirthdayIsNear() {
        CustomerProfile ella = Folded.profile("u", NamedCustomers.history(7, Folded.END));
        CustomerProfile anna = Folded.profile("u", NamedCustomers.history(1, Folded.END));

        assertThat(eligible("birthday-treat", ella)).isTrue();
        assertThat(eligible("birthday-treat", anna)).isFalse();
    }

    private static boolean eligible(String offer, CustomerProfile profile) {
        try {
            String eligibility =
                    Content.keyed("offers").path(offer).path("eligibility").textValue();
            return new Conditions()
                    .compile(eligibility, ConditionKind.TARGETING)
                    .test(Folded.facts(profile, Folded.END.plusSeconds(600)))
                    .holds();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
