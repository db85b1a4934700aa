package io.cairn.model.condition;

/** Where a condition stands, and so what it may ask and must give. */
public enum ConditionKind {
    /** A stage's {@code entryCriteria}: of profile and time alone; may ask for no stage, persona or request context. */
    ENTRY_CRITERIA,
    /** A persona's {@code criteria}: as entry criteria, and may ask for stages. */
    PERSONA_CRITERIA,
    /** A rule's {@code when} or an offer's {@code eligibility}: all but {@code offer}. */
    TARGETING,
    /** A rule's {@code ranking}: all, {@code offer} too; gives a number. */
    RANKING
}
