package io.cairn.bench.drill;

import java.io.IOException;

/** One kind of fault; around it, {@link DrillRun} is the same for all. */
interface Drill {
    /** As on the command line. */
    String name();

    /** What it proves, in one line. */
    String purpose();

    /** Before the stream begins: what this drill needs beyond events. */
    default void prepare(Scene scene) throws Failure, IOException, InterruptedException {}

    /** Strikes while events stream, and returns when everything runs again; throws what went wrong. */
    void strike(Scene scene, int round) throws Failure, IOException, InterruptedException;
}
