package io.cairn.bench.drill;

import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One kind of fault, for one run; around it, {@link DrillRun} is the same for all. */
interface Drill {
    /** As on the command line. */
    String name();

    /** What it proves, in one line. */
    String purpose();

    /** What it needs and this machine does not have; a drill that cannot be run is not passed. */
    default Optional<String> missing() throws IOException, InterruptedException {
        return Optional.empty();
    }

    /** Before the stream begins: what this drill needs beyond events. */
    default void prepare(Scene scene) throws Failure, IOException, InterruptedException {}

    /** Who takes the events, in turn; asked once, after {@link #prepare}. */
    default List<Api> takers(Scene scene) {
        return List.of(scene.api());
    }

    /** Strikes while events stream, and returns when everything runs again; throws what went wrong. */
    void strike(Scene scene, int round) throws Failure, IOException, InterruptedException;

    /** When the stream is over and all is acknowledged: notes in the ledger what else is not as it must be. */
    default void check(Scene scene) throws Failure, IOException, InterruptedException {}

    /** In the end, whatever happened: leaves Cairn to the next drill as it was. */
    default void finish(Scene scene) throws Failure, IOException, InterruptedException {}
}
