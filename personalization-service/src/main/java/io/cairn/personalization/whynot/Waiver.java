package io.cairn.personalization.whynot;

/** What is supposed not to stand in an offer's way; see {@link Supposed}. */
enum Waiver {
    OFFER_STATUS,
    OFFER_VALIDITY,
    REPRESENTATION,
    CONTENT,
    TOTAL,
    RULE_NAMES_OFFER,
    RULE_ACTIVITY,
    RULE_SCHEDULE,
    RULE_PLACEMENTS,
    RULE_STAGES,
    RULE_HOLDOUT,
    OTHERS_OF_THE_RULE,
    CONSENT,
    QUIET_HOURS,
    SUPPRESSION,
    LOST_COUNTERS
}
