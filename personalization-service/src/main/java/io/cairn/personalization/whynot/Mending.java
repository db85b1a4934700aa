package io.cairn.personalization.whynot;

import io.cairn.model.condition.Condition;
import io.cairn.model.condition.Conditions;
import io.cairn.model.map.Stage;
import io.cairn.personalization.caps.AppliedCap;
import io.cairn.personalization.caps.CapBook;
import io.cairn.personalization.caps.Suppressions;
import io.cairn.personalization.decision.Decision;
import io.cairn.personalization.decision.Situation;
import io.cairn.personalization.offer.Offer;
import io.cairn.personalization.placement.Placement;
import io.cairn.personalization.rule.Rule;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the edit that takes away an objection of a decision. */
final class Mending {
    private final Conditions conditions;
    private final KnownValues values;

    Mending(Conditions conditions) {
        this.conditions = conditions;
        this.values = new KnownValues(conditions);
    }

    /**
     * The edit that mends this objection, and no other.
     *
     * @param situation that was decided in
     * @param decision that was taken in it, of this rule and offer alone
     */
    Edit edit(Objection objection, Supposed supposed, Situation situation, Decision decision) {
        Offer offer = supposed.offer().offer();
        Rule rule = supposed.rule().rule();
        String channel = supposed.placement().placement().channel();
        Instant now = situation.now();
        String detail = String.valueOf(objection.detail());
        return switch (objection.reason()) {
            case RULE_INACTIVE ->
                Edit.waiving(
                        Change.of(ChangeKind.STATUS, "rule '" + rule.key() + "' is switched off"),
                        Waiver.RULE_ACTIVITY);
            case RULE_NOT_SCHEDULED ->
                Edit.waiving(
                        schedule("rule '" + rule.key() + "'", rule.startAt(), rule.endAt(), now), Waiver.RULE_SCHEDULE);
            case RULE_NOT_IN_STAGE ->
                Edit.waiving(Change.of(ChangeKind.STAGE, stage(rule, situation)), Waiver.RULE_STAGES);
            case RULE_CONDITION -> condition("rule '" + rule.key() + "'", Supposed.Part.WHEN, supposed, situation);
            case NOT_LIVE ->
                Edit.waiving(
                        Change.of(ChangeKind.STATUS, "offer '" + offer.key() + "' is " + offer.status() + ", not live"),
                        Waiver.OFFER_STATUS);
            case NOT_VALID_NOW ->
                Edit.waiving(
                        schedule("offer '" + offer.key() + "'", offer.validFrom(), offer.validTo(), now),
                        Waiver.OFFER_VALIDITY);
            case NOT_ELIGIBLE ->
                condition("offer '" + offer.key() + "'", Supposed.Part.ELIGIBILITY, supposed, situation);
            case NO_REPRESENTATION ->
                Edit.waiving(
                        Change.of(
                                ChangeKind.REPRESENTATION,
                                "offer '" + offer.key() + "' has no content for channel " + channel),
                        Waiver.REPRESENTATION);
            case CONTENT_FAILED ->
                Edit.waiving(
                        Change.of(
                                ChangeKind.CONTENT,
                                "content of offer '" + offer.key() + "' cannot be rendered for her: " + detail),
                        Waiver.CONTENT);
            case CAPPED -> cap(supposed, situation);
            case CAP_UNKNOWN ->
                Edit.waiving(
                        Change.of(ChangeKind.CAP, "what caps count was lost and is being counted again"),
                        Waiver.LOST_COUNTERS);
            case SUPPRESSED -> Edit.waiving(suppression(offer, situation), Waiver.SUPPRESSION);
            case HOLDOUT ->
                Edit.waiving(
                        Change.of(
                                ChangeKind.HOLDOUT,
                                "she is in the share of " + Numbers.text(rule.holdout()) + " that rule '" + rule.key()
                                        + "' holds out for comparison"),
                        Waiver.RULE_HOLDOUT);
            case NO_CONSENT ->
                Edit.waiving(
                        Change.of(
                                ChangeKind.CONSENT,
                                "she has not consented to "
                                        + consents(supposed.placement().placement())),
                        Waiver.CONSENT);
            case QUIET_HOURS ->
                Edit.waiving(
                        new Change(
                                ChangeKind.QUIET_HOURS,
                                "it is a silent hour of " + channel + " in " + situation.zone(),
                                decision.placements().get(0).notBefore()),
                        Waiver.QUIET_HOURS);
            case CHOSEN, OUTRANKED, ALREADY_USED, FALLBACK, NOTHING, REBUILDING, REDIS_DOWN, CONTENDED ->
                throw new IllegalStateException("alone, no offer is " + objection.reason());
        };
    }

    private static Change suppression(Offer offer, Situation situation) {
        Suppressions.Suppressed suppressed = new Suppressions(
                        situation.catalogue().contactPolicy().suppress())
                .of(offer.key(), situation.customer().contacts(), situation.now())
                .orElseThrow();
        return new Change(
                ChangeKind.SUPPRESSION,
                "the contact policy keeps offer '" + offer.key() + "' from her: " + suppressed.label(),
                suppressed.frees());
    }

    private static Change schedule(String what, @Nullable Instant begin, @Nullable Instant end, Instant now) {
        return begin != null && now.isBefore(begin)
                ? new Change(ChangeKind.SCHEDULE, what + " begins at " + begin, begin)
                : Change.of(ChangeKind.SCHEDULE, what + " ended at " + end);
    }

    private static String stage(Rule rule, Situation situation) {
        String journey = String.valueOf(rule.journey());
        var position = situation.facts().journeys().position(journey);
        String needed = rule.stages().isEmpty() ? "any stage" : String.join(" or ", rule.stages());
        if (situation.catalogue().map(journey).isEmpty()) {
            return "rule '" + rule.key() + "' is for " + needed + " of journey " + journey
                    + ", of which there is no live map";
        }
        String where = position == null ? "on no stage of it" : "on " + position.stage();
        String begins = situation.catalogue().map(journey).stream()
                .flatMap(live -> live.map().stages().stream())
                .filter(stage -> rule.stages().contains(stage.key()))
                .flatMap(Mending::begins)
                .collect(Collectors.joining());
        return "rule '" + rule.key() + "' is for " + needed + " of journey " + journey + ", and she is " + where
                + begins;
    }

    private static Stream<String> begins(Stage stage) {
        return Optional.ofNullable(stage.entryCriteria()).stream()
                .map(criteria -> "; " + stage.key() + " asks for " + criteria);
    }

    private Edit condition(String whose, Supposed.Part part, Supposed supposed, Situation situation) {
        Condition whole = Objects.requireNonNull(supposed.condition(part), "what asks for nothing cannot fail");
        Condition failing =
                Conjuncts.of(whole, conditions).failing(situation.facts()).orElse(whole);
        Change change = Change.of(
                ChangeKind.CONDITION,
                whose + " asks for " + failing.source() + "; " + values.of(failing, situation.facts()));
        return new Edit(change, before -> {
            Condition asked = before.condition(part);
            return before.with(
                    part, asked == null ? null : Conjuncts.of(asked, conditions).without(failing));
        });
    }

    private static Edit cap(Supposed supposed, Situation situation) {
        CapBook caps = situation.caps();
        Offer offer = supposed.offer().offer();
        Stream<AppliedCap> applied = Stream.concat(
                caps
                        .ofOffer(situation
                                .catalogue()
                                .offer(offer.key())
                                .orElseThrow()
                                .offer())
                        .stream(),
                caps
                        .ofPlacement(situation
                                .catalogue()
                                .placement(supposed.placement().key())
                                .orElseThrow()
                                .placement())
                        .stream());
        List<AppliedCap> full = applied.filter(cap -> !hasRoom(cap, situation)).toList();
        if (full.isEmpty()) {
            return Edit.waiving(
                    Change.of(
                            ChangeKind.CAP,
                            CapBook.totalLimit(offer).orElse(0L) + " in total on offer " + offer.key()
                                    + " are handed out"),
                    Waiver.TOTAL);
        }
        AppliedCap first = full.get(0);
        Instant frees = first.standing(situation.customer().contacts(), situation.now(), situation.zone())
                .frees();
        return new Edit(
                new Change(ChangeKind.CAP, first.label() + " has no room", frees),
                before -> before.freeing(first.cap()));
    }

    private static boolean hasRoom(AppliedCap cap, Situation situation) {
        return cap.standing(situation.customer().contacts(), situation.now(), situation.zone())
                        .room()
                > 0;
    }

    private static String consents(Placement placement) {
        String channel = placement.channel();
        String purpose = placement.purpose();
        return purpose == null
                ? channel + ": trait consent." + channel
                : channel + " or " + purpose + ": traits consent." + channel + " and consent." + purpose;
    }
}
