package io.cairn.local;

/** How far a longer piece of work has come, shown as a bar. */
public interface Progress {

    /** Begins a step of {@code total} units, at least 1; the one before it is done. */
    void step(String title, long total);

    /** Says that {@code done} units of the step are done by now; may be called from any thread. */
    void done(long done);
}
