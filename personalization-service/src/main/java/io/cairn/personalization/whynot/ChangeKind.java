package io.cairn.personalization.whynot;

import com.fasterxml.jackson.annotation.JsonValue;

/** What would have to change. A closed set. */
public enum ChangeKind {
    /** The offer is a draft or archived, or the rule is switched off. */
    STATUS("status"),
    /** The offer's validity, or the rule's, has not begun or is over. */
    SCHEDULE("schedule"),
    /** No rule names the offer. */
    RULE("rule"),
    /** The rule that names it is for other placements. */
    PLACEMENT("placement"),
    /** The rule is for stages that the customer is not on. */
    STAGE("stage"),
    /** A part of the rule's {@code when} or of the offer's {@code eligibility} does not hold. */
    CONDITION("condition"),
    /** The offer has no content for the channel. */
    REPRESENTATION("representation"),
    /** Its content cannot be rendered for this customer. */
    CONTENT("content"),
    /** The customer has not consented to the channel. */
    CONSENT("consent"),
    /** It is a silent hour where she lives. */
    QUIET_HOURS("quietHours"),
    /** A cap has no room, or what caps count is being counted again. */
    CAP("cap"),
    /** The contact policy keeps the offer from her for what she made of it. */
    SUPPRESSION("suppression"),
    /** She is held out of the rule, for comparison. */
    HOLDOUT("holdout"),
    /** Others go before it, by their rule's priority or within it by their score. */
    PRIORITY("priority");

    private final String wire;

    ChangeKind(String wire) {
        this.wire = wire;
    }

    /** As on the wire. */
    @Override
    @JsonValue
    public String toString() {
        return wire;
    }
}
