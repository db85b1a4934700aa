package io.cairn.bench.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** The program behind {@code bench/drill}; exit code 0 for a pass, 1 for a fail, 2 for a wrong call. */
public final class Main {
    private Main() {}

    /** Takes {@code NAME [--rounds N] [--seed X]}; the system property {@code cairn.root} names the repository. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DrillOptions options;
        Drill drill;
        try {
            options = DrillOptions.parse(List.of(arguments), System.nanoTime() & 0xffffff);
            drill = Drills.named(options.drill());
        } catch (Failure e) {
            System.err.println("drill: " + e.getMessage());
            System.exit(2);
            return;
        }
        Path root = Path.of(System.getProperty("cairn.root", "")).toAbsolutePath();
        System.out.println("drill " + drill.name() + ": " + drill.purpose());
        System.out.println("rounds " + options.rounds() + ", seed " + options.seed());
        boolean pass = pass(drill, options, root);
        System.out.println(drill.name() + " " + (pass ? "PASS" : "FAIL"));
        System.exit(pass ? 0 : 1);
    }

    private static boolean pass(Drill drill, DrillOptions options, Path root) throws IOException, InterruptedException {
        CairnProcess cairn = CairnProcess.start(root);
        // also when the drill itself is interrupted
        Runtime.getRuntime().addShutdownHook(new Thread(cairn::close, "stop"));
        boolean pass = false;
        try {
            cairn.awaitReady();
            System.out.println("Cairn is ready");
            Scene scene = new Scene(cairn, new Api(cairn.ports()), new Ledger(), new Random(options.seed()));
            Verdict verdict = new DrillRun(drill, options.rounds(), options.seed(), scene).run();
            verdict.complaints().forEach(System.out::println);
            pass = stops(cairn) && verdict.isPass();
            System.out.println(verdict.figures());
        } catch (Failure e) {
            System.out.println("failed: " + e.getMessage());
        } catch (IOException e) {
            System.out.println("failed: " + e);
        } finally {
            cairn.close();
        }
        if (pass) {
            delete(cairn.directory());
        } else {
            System.out.println("data and logs are in " + cairn.directory());
        }
        return pass;
    }

    private static boolean stops(CairnProcess cairn) throws IOException, InterruptedException {
        try {
            System.out.printf(
                    Locale.ROOT,
                    "stopped in %.1f s, no process left%n",
                    cairn.stop().toMillis() / 1e3);
            return true;
        } catch (Failure e) {
            System.out.println(e.getMessage());
            return false;
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
