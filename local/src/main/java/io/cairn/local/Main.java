package io.cairn.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The program behind {@code ./run}; it ends, and all that it started, by Ctrl-C, TERM or HUP. */
public final class Main {

    private Main() {}

    /** Reads the options of {@code ./run}; the system property {@code cairn.root} names the directory of the build. */
    public static void main(String[] arguments) {
        Console console = new Console(System.out, Boolean.getBoolean("cairn.tty"));
        try {
            run(
                    List.of(arguments),
                    Path.of(System.getProperty("cairn.root", "")).toAbsolutePath(),
                    console);
        } catch (Failure e) {
            exit(console, e.reason(), e.exitCode());
        } catch (IOException e) {
            exit(console, e.toString(), 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(List<String> arguments, Path root, Console console)
            throws Failure, IOException, InterruptedException {
        if (!arguments.isEmpty() && arguments.get(0).equals(RebuildCommand.NAME)) {
            Options options = Options.parse(arguments.subList(1, arguments.size()), root.resolve(".cairn"));
            new RebuildCommand(options, console).run();
            return;
        }
        if (!arguments.isEmpty() && arguments.get(0).equals(ImportCommand.NAME)) {
            ImportOptions options = ImportOptions.parse(
                    arguments.subList(1, arguments.size()), root.resolve(".cairn"), System.getenv());
            BufferedReader answers = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
            new ImportCommand(options, console, answers, ImportWaits.USUAL).run();
            return;
        }
        Options options = Options.parse(arguments, root.resolve(".cairn"));
        Map<String, String> environment = System.getenv();
        Stores.Given given = Stores.Given.from(environment);
        if (options.fresh() && given.any()) {
            throw Failure.usage(
                    "--fresh empties only stores of its own, not those of CAIRN_POSTGRES_URL and" + " CAIRN_REDIS_URL");
        }
        // held until the process ends, when nothing runs on it any more
        DataDirectory data = DataDirectory.open(options.data());
        Optional<Sample> sample = ServiceLoader.load(Sample.class).findFirst();
        Launcher launcher = new Launcher(root, options, given, sample, console);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(launcher), "stop"));
        launcher.start(data);
        // until a signal ends the process
        Thread.currentThread().join();
    }

    private static void stop(Launcher launcher) {
        try {
            launcher.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void exit(Console console, String reason, int exitCode) {
        console.waitFor(null);
        System.err.println("run: " + reason);
        System.exit(exitCode);
    }
}
