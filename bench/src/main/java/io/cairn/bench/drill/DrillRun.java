package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.model.event.LoggedEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Streams events at a Cairn while a drill strikes, then asks whether every promise was kept. */
final class DrillRun {
    private static final Duration FIRST_EVENTS = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(60);

    private final Drill drill;
    private final int rounds;
    private final long seed;
    private final Scene scene;

    DrillRun(Drill drill, int rounds, long seed, Scene scene) {
        this.drill = drill;
        this.rounds = rounds;
        this.seed = seed;
        this.scene = scene;
    }

    Verdict run() throws Failure, IOException, InterruptedException {
        drill.prepare(scene);
        // past also for a service whose clock, another process', is read a little earlier
        EventStream stream =
                new EventStream(scene.api(), scene.ledger(), seed, Instant.now().minusSeconds(60));
        stream.begin();
        Await.within(
                FIRST_EVENTS,
                "the first events are acknowledged",
                () -> scene.ledger().acknowledgedCount() > 0);
        for (int round = 1; round <= rounds; round++) {
            drill.strike(scene, round);
        }
        stream.finish();
        return check();
    }

    private Verdict check() throws Failure, IOException, InterruptedException {
        Map<String, SentEvent> sent = scene.ledger().sent();
        TreeSet<String> customers = new TreeSet<>();
        sent.values().forEach(event -> customers.add(event.customerId()));
        LogReader reader = new LogReader(scene.api());
        Map<String, List<LoggedEvent>> timelines = new TreeMap<>();
        for (String customer : customers) {
            timelines.put(customer, reader.timeline(customer));
        }
        LogCheck.Findings findings = LogCheck.compare(sent, scene.ledger().acknowledged(), timelines);
        return new Verdict(
                sent.size(),
                scene.ledger().acknowledgedCount(),
                scene.ledger().resent(),
                findings,
                differing(reader, timelines),
                scene.ledger().faults());
    }

    /** A profile in doubt after a fault is folded again soon; one that still differs when all is quiet is wrong. */
    private static List<String> differing(LogReader reader, Map<String, List<LoggedEvent>> timelines)
            throws Failure, IOException, InterruptedException {
        List<String> differing = new ArrayList<>();
        long deadline = System.nanoTime() + QUIET.toNanos();
        for (Map.Entry<String, List<LoggedEvent>> each : timelines.entrySet()) {
            boolean same = isFold(reader, each);
            while (!same && System.nanoTime() - deadline < 0) {
                Thread.sleep(500);
                same = isFold(reader, each);
            }
            if (!same) {
                differing.add(each.getKey());
            }
        }
        return differing;
    }

    private static boolean isFold(LogReader reader, Map.Entry<String, List<LoggedEvent>> customer)
            throws Failure, IOException, InterruptedException {
        JsonNode profile = reader.profile(customer.getKey());
        return profile.isObject() && ProfileCheck.isFoldOf(customer.getValue(), customer.getKey(), profile);
    }
}
