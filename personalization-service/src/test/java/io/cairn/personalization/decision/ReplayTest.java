package io.cairn.personalization.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.kit.profile.ProfileLookup;
import io.cairn.kit.profile.StoredProfile;
import io.cairn.model.profile.ProfileCodec;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.SpecCatalogue;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.CustomerState;
import io.cairn.personalization.customer.EncodedState;
import io.cairn.personalization.customer.LoadedCustomer;
import io.cairn.personalization.customer.Recording;
import io.cairn.personalization.decision.DecisionRequest.Asked;
import io.cairn.personalization.decisionlog.DecisionRecord;
import io.cairn.personalization.decisionlog.LoggedDecision;
import io.cairn.personalization.decisionlog.LoggedProfile;
import io.cairn.personalization.decisionlog.RecordCodec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final String SALT = "salt";

    @Property(tries = 300)
    void whatWasDecidedAtRandomIsDecidedAgain(@ForAll long seed) throws Exception {
        RandomShop shop = new RandomShop(seed);
        JsonNode given = shop.given();
        CustomerFacts customer = SpecCustomer.read(given);
        DecisionRequest request =
                shop.request(customer.customerId(), new Asked("web", shop.upTo(3)), new Asked("mail", shop.upTo(2)));
        Map<String, Answer> sticky = shop.sometimes() ? Map.of("mail", sticky(given, customer, shop)) : Map.of();
        LoggedDecision logged = logged(given, customer, sticky, request);

        Replay replay = Replay.of(logged);
        assertThat(replay.decide(SpecCatalogue.read(given)))
                .isEqualTo(new Replay.Outcome.Decided(true, logged.answer()));
    }

    /** What the email said before. */
    private static Answer sticky(JsonNode given, CustomerFacts customer, RandomShop shop) {
        DecisionRequest earlier = shop.request(customer.customerId(), new Asked("mail", 1));
        Decided decided = new Decider(new Holdout(SALT))
                .decide(
                        SpecCatalogue.read(given),
                        customer,
                        earlier,
                        new Moment(RandomShop.NOW.minusSeconds(60), "d0"));
        return DecisionJson.answer(decided.decision(), earlier);
    }

    @Test
    void decisionWithoutFactsIsDecidedAgainToo() throws Exception {
        RandomShop shop = new RandomShop(7);
        JsonNode given = shop.given();
        DecisionRequest request = shop.request("device-7", new Asked("web", 1), new Asked("mail", 1));
        LoadedCustomer loaded = loaded("u7", new ProfileLookup.Rebuilding(), CustomerState.NONE, Map.of(), Map.of());
        LoggedDecision logged = logged(given, loaded, request);
        assertThat(logged.answer().json()).contains("REBUILDING");
        assertThat(Replay.of(logged).decide(SpecCatalogue.read(given)))
                .isEqualTo(new Replay.Outcome.Decided(true, logged.answer()));
    }

    @Test
    void otherVersionsAreMissingAndOtherContentIsNotTheSame() throws Exception {
        RandomShop shop = new RandomShop(7);
        JsonNode given = shop.given();
        CustomerFacts customer = SpecCustomer.read(given);
        LoggedDecision logged =
                logged(given, customer, Map.of(), shop.request(customer.customerId(), new Asked("web", 1)));

        JsonNode without = given.deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode) without.get("placements")).remove("web");
        assertThat(Replay.of(logged).decide(SpecCatalogue.read(without)))
                .isEqualTo(new Replay.Outcome.Missing(java.util.List.of("version 1 of placement web")));

        RandomShop other = new RandomShop(8);
        JsonNode changed = given.deepCopy();
        ((ObjectNode) changed).set("offers", other.given().get("offers"));
        assertThat(Replay.of(logged).decide(SpecCatalogue.read(changed)))
                .isInstanceOfSatisfying(Replay.Outcome.Decided.class, decided -> assertThat(decided.same())
                        .isFalse());
    }

    @Test
    void whatCannotBeReadAnyMoreIsNamed() {
        RandomShop shop = new RandomShop(7);
        JsonNode given = shop.given();
        CustomerFacts customer = SpecCustomer.read(given);
        LoggedDecision logged =
                logged(given, customer, Map.of(), shop.request(customer.customerId(), new Asked("web", 1)));
        byte[] profile = Objects.requireNonNull(logged.profile().bytes()).clone();
        profile[1] = 99;
        assertThatThrownBy(() -> Replay.of(with(
                        logged,
                        logged.inputs(),
                        LoggedProfile.named(logged.profile().hash()))))
                .hasMessageContaining("the profile");
        assertThatThrownBy(() -> Replay.of(with(logged, logged.inputs(), LoggedProfile.of(profile))))
                .hasMessageContaining("profile")
                .hasMessageContaining("version 99");
        assertThatThrownBy(() -> Replay.of(with(logged, "{\"repeated\":[\"mail\"]}", logged.profile())))
                .hasMessageContaining("inputs");
        assertThatThrownBy(() -> Replay.of(with(logged, "{}", logged.profile())))
                .hasMessageContaining("inputs");
    }

    private static LoggedDecision with(LoggedDecision logged, String inputs, LoggedProfile profile) {
        return new LoggedDecision(
                logged.decisionId(),
                logged.customerId(),
                logged.at(),
                logged.requestId(),
                logged.answer(),
                inputs,
                logged.state(),
                profile);
    }

    static LoggedDecision logged(
            JsonNode given, CustomerFacts customer, Map<String, Answer> sticky, DecisionRequest request) {
        return logged(
                given,
                loaded(
                        customer.customerId(),
                        new ProfileLookup.Found(
                                new StoredProfile(5, customer.profile()), ProfileCodec.encode(customer.profile())),
                        new CustomerState(customer.contacts(), customer.positions()),
                        customer.totals(),
                        sticky,
                        customer.capsKnown()),
                request);
    }

    /** Decides as the service does, and gives back what it would log. */
    private static LoggedDecision logged(JsonNode given, LoadedCustomer loaded, DecisionRequest request) {
        Catalogue catalogue = SpecCatalogue.read(given);
        Decider decider = new Decider(new Holdout(SALT));
        Subject subject = Subject.of(loaded);
        Moment moment = new Moment(RandomShop.NOW, "d1");
        CustomerFacts facts = CustomerFacts.of(
                loaded.customerId(),
                subject.profile(),
                loaded.state(),
                loaded.capsKnown(),
                loaded.totals(),
                new Repeats(catalogue, request).parts(loaded));
        Decided decided = subject.isKnown()
                ? decider.answer(catalogue, facts, request, moment)
                : decider.withoutFacts(catalogue, request, Reason.REBUILDING, moment);
        Answer answer = DecisionJson.answer(decided.decision(), request);
        Recording recording = new Recordings(catalogue, request, SALT).of(loaded, subject, decided, answer);
        Recording.Logged written = Objects.requireNonNull(recording.logged());
        DecisionRecord record = RecordCodec.decode(written.record(), 0);
        return new LoggedDecision(
                record.decisionId(),
                record.customerId(),
                record.at(),
                record.requestId(),
                record.answer(),
                record.inputs(),
                record.state(),
                LoggedProfile.of(Objects.requireNonNull(written.profile())));
    }

    private static LoadedCustomer loaded(
            String id,
            ProfileLookup profile,
            CustomerState state,
            Map<String, Long> totals,
            Map<String, Answer> sticky) {
        return loaded(id, profile, state, totals, sticky, true);
    }

    private static LoadedCustomer loaded(
            String id,
            ProfileLookup profile,
            CustomerState state,
            Map<String, Long> totals,
            Map<String, Answer> sticky,
            boolean capsKnown) {
        return new LoadedCustomer(
                id,
                profile,
                "",
                EncodedState.unwritten(state),
                "",
                Set.of(),
                capsKnown ? "epoch" : "",
                totals,
                null,
                sticky,
                List.of());
    }
}
