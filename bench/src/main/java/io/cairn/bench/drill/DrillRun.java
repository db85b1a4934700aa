package io.cairn.bench.drill;

import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.Failure;
import io.cairn.model.event.LoggedEvent;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Verdict verdict;
        try {
            drill.prepare(scene);
            verdict = stream();
        } catch (Failure | IOException e) {
            finishAfter(e);
            throw e;
        }
        drill.finish(scene);
        return verdict;
    }

    /** What went wrong first is what counts. */
    private void finishAfter(Exception failure) throws InterruptedException {
        try {
            drill.finish(scene);
        } catch (Failure | IOException e) {
            failure.addSuppressed(e);
        }
    }

    private Verdict stream() throws Failure, IOException, InterruptedException {
        // past also for a service whose clock, another process', is read a little earlier
        EventStream stream = new EventStream(
                drill.takers(scene),
                scene.ledger(),
                scene.cast(),
                seed,
                Instant.now().minusSeconds(60));
        stream.begin();
        Await.within(
                FIRST_EVENTS,
                "the first events are acknowledged",
                () -> scene.ledger().acknowledgedCount() > 0);
        try {
            for (int round = 1; round <= rounds; round++) {
                drill.strike(scene, round);
            }
        } finally {
            stream.stop();
        }
        stream.settle();
        // before the joins, which touch every profile and so would mend what a fault had left behind
        Set<String> differing = new TreeSet<>(differing(everyId()));
        stream.joinAll();
        drill.check(scene);
        return check(differing);
    }

    /** Every id that an event names. */
    private Set<String> everyId() {
        return scene.ledger().sent().values().stream()
                .flatMap(sent -> Stream.of(sent.event().userId(), sent.event().anonymousId()))
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Verdict check(Set<String> differing) throws Failure, IOException, InterruptedException {
        Map<String, SentEvent> sent = scene.ledger().sent();
        TreeSet<String> customers = new TreeSet<>();
        sent.values().forEach(event -> customers.add(event.customerId()));
        LogReader reader = new LogReader(scene.api());
        Map<String, List<LoggedEvent>> timelines = new TreeMap<>();
        for (String customer : customers) {
            timelines.put(customer, reader.timeline(customer));
        }
        differing.addAll(differing(customers));
        LogCheck.Findings findings = LogCheck.compare(sent, scene.ledger().acknowledged(), timelines);
        return new Verdict(
                sent.size(),
                scene.ledger().acknowledgedCount(),
                scene.ledger().resent(),
                findings,
                List.copyOf(differing),
                scene.ledger().faults());
    }

    /** A profile in doubt after a fault is folded again soon; one that still differs when all is quiet is wrong. */
    private List<String> differing(Collection<String> ids) throws Failure, IOException, InterruptedException {
        LogReader reader = new LogReader(scene.api());
        List<String> differing = new ArrayList<>();
        long deadline = System.nanoTime() + QUIET.toNanos();
        for (String id : ids) {
            boolean same = isFold(reader, id);
            while (!same && System.nanoTime() - deadline < 0) {
                Thread.sleep(500);
                same = isFold(reader, id);
            }
            if (!same) {
                differing.add(id);
            }
        }
        return differing;
    }

    /** Whether the profile that an id leads to is the fold of the timeline that it leads to; of neither, if of nobody. */
    private static boolean isFold(LogReader reader, String id) throws Failure, IOException, InterruptedException {
        List<LoggedEvent> timeline = reader.timeline(id);
        JsonNode profile = reader.profile(id);
        if (timeline.isEmpty() || !profile.isObject()) {
            return timeline.isEmpty() && !profile.isObject();
        }
        return ProfileCheck.isFoldOf(timeline, profile.path("customerId").asText(), profile);
    }
}
