package io.cairn.bench.drill;

import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;

/** SIGSTOP for a store and all its children for one to four seconds, then SIGCONT: it is there, and does not answer. */
final class SlowDrill implements Drill {
    private static final int SHORTEST_MILLIS = 1_000;
    private static final int LONGEST_MILLIS = 4_000;

    private final Server store;

    SlowDrill(Server store) {
        this.store = store;
    }

    @Override
    public String name() {
        return store.processName() + "-slow";
    }

    @Override
    public String purpose() {
        return "while " + store.processName()
                + " is slow by seconds nothing is lost, nor doubled by those who try again";
    }

    @Override
    public void strike(Scene scene, int round) throws Failure, IOException, InterruptedException {
        scene.pause();
        long refusedBefore = scene.ledger().refused();
        int acknowledgedBefore = scene.ledger().acknowledgedCount();
        scene.cairn().suspend(store);
        int slept = SHORTEST_MILLIS + scene.random().nextInt(LONGEST_MILLIS - SHORTEST_MILLIS);
        try {
            Thread.sleep(slept);
        } finally {
            scene.cairn().resume(store);
        }
        Stopwatch since = new Stopwatch();
        int meanwhile = scene.ledger().acknowledgedCount();
        Recovery.await(scene);
        scene.say(String.format(
                "round %d: %s stood still for %d ms: %d events acknowledged and %d requests refused meanwhile, as before %s"
                        + " after it",
                round,
                store.processName(),
                slept,
                meanwhile - acknowledgedBefore,
                scene.ledger().refused() - refusedBefore,
                since));
    }

    @Override
    public void finish(Scene scene) throws Failure, IOException, InterruptedException {
        scene.cairn().resume(store);
    }
}
