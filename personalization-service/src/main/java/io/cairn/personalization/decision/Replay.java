package io.cairn.personalization.decision;

import io.cairn.model.json.JsonValues;
import io.cairn.model.profile.ProfileCodec;
import io.cairn.model.profile.UnreadableProfile;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.CompiledOffer;
import io.cairn.personalization.catalogue.CompiledPlacement;
import io.cairn.personalization.catalogue.CompiledRule;
import io.cairn.personalization.catalogue.MapId;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.customer.CustomerState;
import io.cairn.personalization.customer.StateCodec;
import io.cairn.personalization.decisionlog.LoggedDecision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Takes a logged decision again: from the log, and the catalogue as it was, and nothing else. */
final class Replay {
    private final LoggedDecision logged;
    private final Inputs inputs;
    private final CustomerFacts customer;

    private Replay(LoggedDecision logged, Inputs inputs, CustomerFacts customer) {
        this.logged = logged;
        this.inputs = inputs;
        this.customer = customer;
    }

    /** What a replay comes to. */
    sealed interface Outcome {
        /** @param same whether answer and trace are, bit for bit, what was logged */
        record Decided(boolean same, Answer answer) implements Outcome {}

        /** @param what is no longer there, in words */
        record Missing(List<String> what) implements Outcome {
            public Missing {
                what = List.copyOf(what);
            }
        }
    }

    /** What the log keeps cannot be read any more; says what. */
    static final class Unreadable extends Exception {
        Unreadable(String what, @Nullable Throwable cause) {
            super(what, cause);
        }
    }

    static Replay of(LoggedDecision logged) throws Unreadable {
        Inputs inputs = inputs(logged);
        CustomerState state;
        try {
            state = StateCodec.decode(logged.state());
        } catch (IllegalArgumentException e) {
            throw new Unreadable("contacts and positions in a form that this version of Cairn reads", e);
        }
        byte[] profile = logged.profile().bytes();
        if (profile == null) {
            throw new Unreadable("the profile that it was taken from", null);
        }
        try {
            CustomerFacts customer = CustomerFacts.of(
                    logged.customerId(),
                    ProfileCodec.decode(profile),
                    state,
                    inputs.capsKnown(),
                    inputs.totals(),
                    inputs.repeated());
            return new Replay(logged, inputs, customer);
        } catch (UnreadableProfile e) {
            throw new Unreadable("a profile that this version of Cairn reads: " + e.getMessage(), e);
        }
    }

    private static Inputs inputs(LoggedDecision logged) throws Unreadable {
        try {
            return DecisionJson.read(logged.inputs(), Inputs.class);
        } catch (IllegalArgumentException e) {
            throw new Unreadable("inputs in a form that this version of Cairn reads", e);
        }
    }

    long catalogueRevision() {
        return inputs.catalogueRevision();
    }

    /** The maps that were live. */
    Collection<MapId> maps() {
        List<MapId> ids = new ArrayList<>();
        inputs.mapsPublishedAt()
                .forEach((journey, publishedAt) ->
                        ids.add(new MapId(journey, inputs.maps().getOrDefault(journey, 0), publishedAt)));
        return ids;
    }

    /** Takes the decision again by the catalogue as it was then. */
    Outcome decide(Catalogue past) {
        List<String> missing = missing(past);
        if (!missing.isEmpty()) {
            return new Outcome.Missing(missing);
        }
        DecisionRequest request = request();
        Moment moment = new Moment(logged.at(), logged.decisionId());
        Decider decider = new Decider(new Holdout(inputs.salt()));
        Reason withoutFacts = inputs.withoutFacts();
        Decided decided = withoutFacts == null
                ? decider.answer(past, customer, request, moment)
                : decider.withoutFacts(past, request, withoutFacts, moment);
        Answer answer = DecisionJson.answer(decided.decision(), request);
        return new Outcome.Decided(answer.equals(logged.answer()), answer);
    }

    /** As it was asked: a context is frozen when it comes in. */
    private DecisionRequest request() {
        DecisionRequest asked = inputs.request();
        return new DecisionRequest(
                asked.customerId(),
                asked.requestId(),
                asked.placements(),
                JsonValues.freeze(asked.context(), "/context"),
                asked.locale(),
                asked.dryRun(),
                asked.explain(),
                asked.at(),
                asked.repeatOffers());
    }

    private List<String> missing(Catalogue past) {
        List<String> missing = new ArrayList<>();
        compare("offer", inputs.offers(), key -> past.offer(key).map(CompiledOffer::version), missing);
        compare("rule", inputs.rules(), key -> past.rule(key).map(CompiledRule::version), missing);
        compare("placement", inputs.placements(), key -> past.placement(key).map(CompiledPlacement::version), missing);
        if (past.contactPolicyVersion() != inputs.contactPolicyVersion()) {
            missing.add("version " + inputs.contactPolicyVersion() + " of the contact policy");
        }
        return missing;
    }

    private static void compare(
            String kind,
            Map<String, Integer> versions,
            Function<String, Optional<Integer>> found,
            List<String> missing) {
        versions.forEach((key, version) -> {
            if (!found.apply(key).equals(Optional.of(version))) {
                missing.add("version " + version + " of " + kind + " " + key);
            }
        });
    }
}
