package io.cairn.personalization.content;

import io.quarkus.qute.TemplateException;

/**
 * What one rendering may use up, so that no template and no data makes it long: counted in steps and characters, which
 * are the same at each rendering of the same data, and as a last resort in time.
 */
final class Budget {
    static final int MAX_STEPS = 20_000;
    static final int MAX_CHARACTERS = 2_000_000;
    private static final long MAX_NANOS = 1_000_000_000;

    private final long startedAt = System.nanoTime();
    private int steps = MAX_STEPS;
    private int characters = MAX_CHARACTERS;

    /** Takes one step: a value looked up, or one turn of a loop. */
    void step() {
        if (--steps < 0) {
            throw new TemplateException("takes more than " + MAX_STEPS + " steps");
        }
        if (System.nanoTime() - startedAt > MAX_NANOS) {
            throw new TemplateException("takes longer than a second");
        }
    }

    /** Writes so many characters; those in a loop count once for each loop around them. */
    void write(int length) {
        characters -= length;
        if (characters < 0) {
            throw new TemplateException("becomes longer than " + MAX_CHARACTERS + " characters");
        }
    }
}
