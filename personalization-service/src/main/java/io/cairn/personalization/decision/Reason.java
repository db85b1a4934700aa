package io.cairn.personalization.decision;

/** Why: of each placement of a decision, and in its trace of each rule and each candidate. A closed set. */
public enum Reason {
    /** It won. Of a placement: something was chosen. */
    CHOSEN,
    /** It could have been shown, but enough others ranked higher. */
    OUTRANKED,

    /** The rule is switched off. */
    RULE_INACTIVE,
    /** The rule has not begun, or has ended. */
    RULE_NOT_SCHEDULED,
    /** The customer is on none of the rule's stages. */
    RULE_NOT_IN_STAGE,
    /** The rule's {@code when} does not hold. */
    RULE_CONDITION,

    /** The offer is a draft or archived. */
    NOT_LIVE,
    /** Before the offer's {@code validFrom}, or from its {@code validTo} on. */
    NOT_VALID_NOW,
    /** The same decision shows the offer already. */
    ALREADY_USED,
    /** The offer's {@code eligibility} does not hold. */
    NOT_ELIGIBLE,
    /** The offer has no content for the placement's channel. */
    NO_REPRESENTATION,
    /** The content could not be rendered for this customer. */
    CONTENT_FAILED,
    /** The contact policy keeps the offer from the customer for what she made of it before. */
    SUPPRESSED,

    /** A cap has no room left. */
    CAPPED,
    /** What caps count was lost and is being counted again; until then what is capped is withheld. */
    CAP_UNKNOWN,
    /** The customer is held out of the rule, for comparison. Of a placement: of all that could have been chosen. */
    HOLDOUT,
    /** The customer has not consented to the channel. */
    NO_CONSENT,
    /** It is a silent hour where the customer lives. */
    QUIET_HOURS,

    /** No candidate was left, so the fallback is shown. */
    FALLBACK,
    /** No candidate was left, and there is no fallback for her. */
    NOTHING,
    /** The customer's profile is being rebuilt. */
    REBUILDING,
    /** Redis did not answer, or could not do what was asked of it. */
    REDIS_DOWN,
    /** So many decisions for this customer or offer at once that this one did not get through in time. */
    CONTENDED;

    /** Whether it says something of us and not of the customer: asked again, the answer may well be another. */
    public boolean isPassing() {
        return this == REBUILDING || this == REDIS_DOWN || this == CONTENDED || this == CAP_UNKNOWN;
    }
}
