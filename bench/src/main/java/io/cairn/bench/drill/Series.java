package io.cairn.bench.drill;

import io.cairn.bench.cairn.Api;
import io.cairn.bench.cairn.CairnHome;
import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Stopwatch;
import io.cairn.bench.drill.Outcome.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Drills one after the other on the same Cairn; one that a drill could not bring back is replaced. */
final class Series {
    private final Path root;
    private final int rounds;
    private final long seed;
    private final List<Outcome> outcomes = new ArrayList<>();
    private @Nullable CairnProcess cairn;
    private boolean keep;

    /** @param root of the repository */
    Series(Path root, int rounds, long seed) {
        this.root = root;
        this.rounds = rounds;
        this.seed = seed;
    }

    /** What became of each drill; a stop of Cairn that went wrong is one more. */
    List<Outcome> run(List<Drill> drills) throws IOException, InterruptedException {
        for (Drill drill : drills) {
            System.out.println();
            System.out.println("drill " + drill.name() + ": " + drill.purpose());
            Outcome outcome = run(drill);
            outcomes.add(outcome);
            System.out.println(outcome.line());
        }
        end();
        return List.copyOf(outcomes);
    }

    private Outcome run(Drill drill) throws IOException, InterruptedException {
        Optional<String> missing = drill.missing();
        if (missing.isPresent()) {
            return new Outcome(drill.name(), Result.SKIPPED, Duration.ZERO, missing.get());
        }
        Stopwatch took = new Stopwatch();
        try {
            CairnProcess running = running();
            took = new Stopwatch();
            Scene scene = new Scene(
                    running, new Api(running.ports()), new Ledger(), new Cast(drill.name()), new Random(seed));
            Verdict verdict = new DrillRun(drill, rounds, seed, scene).run();
            verdict.complaints().forEach(System.out::println);
            keep |= !verdict.isPass();
            return new Outcome(
                    drill.name(), verdict.isPass() ? Result.PASS : Result.FAIL, took.elapsed(), verdict.figures());
        } catch (Failure | IOException e) {
            String why = e instanceof Failure ? String.valueOf(e.getMessage()) : e.toString();
            abandon();
            return new Outcome(drill.name(), Result.FAIL, took.elapsed(), why);
        }
    }

    private CairnProcess running() throws Failure, IOException, InterruptedException {
        CairnProcess running = cairn;
        if (running == null) {
            Stopwatch took = new Stopwatch();
            running = CairnProcess.start(root, "drill");
            cairn = running;
            // also when the drills themselves are interrupted
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop"));
            running.awaitReady();
            System.out.println("Cairn is ready after " + took);
        }
        return running;
    }

    /** Ends a Cairn of which nobody knows how it is; the next drill gets another one. */
    private void abandon() throws IOException {
        CairnProcess broken = cairn;
        cairn = null;
        keep = true;
        if (broken != null) {
            broken.close();
            leave(broken.home());
        }
    }

    private void end() throws IOException, InterruptedException {
        CairnProcess ending = cairn;
        cairn = null;
        if (ending == null) {
            return;
        }
        try {
            System.out.println("stopped in " + Stopwatch.seconds(ending.stop()) + ", no process left");
        } catch (Failure e) {
            keep = true;
            outcomes.add(new Outcome("stop", Result.FAIL, Duration.ZERO, String.valueOf(e.getMessage())));
        } finally {
            ending.close();
        }
        leave(ending.home());
    }

    private void leave(CairnHome home) throws IOException {
        if (keep) {
            System.out.println("data and logs are in " + home.directory());
        } else {
            home.delete();
        }
        keep = false;
    }
}
