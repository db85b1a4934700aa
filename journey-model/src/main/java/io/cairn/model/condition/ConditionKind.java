package io.cairn.model.condition;

/** Where a condition stands, and so what it may ask and must give. */
public enum ConditionKind {
    /** A stage's {@code entryCriteria}: of profile and time alone; may ask for no stage, persona or request context. */
    ENTRY_CRITERIA("entry criteria"),
    /** A persona's {@code criteria}: as entry criteria, and may ask for stages. */
    PERSONA_CRITERIA("a persona's criteria"),
    /** A rule's {@code when} or an offer's {@code eligibility}: all but {@code offer}. */
    TARGETING("when and eligibility"),
    /** A rule's {@code ranking}: all, {@code offer} too; gives a number. */
    RANKING("ranking");

    private final String inWords;

    ConditionKind(String inWords) {
        this.inWords = inWords;
    }

    String inWords() {
        return inWords;
    }
}
