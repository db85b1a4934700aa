package io.cairn.bench.measure;

import io.cairn.bench.cairn.CairnProcess;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What one benchmark works on: a Cairn of its own if it asks for one, which is gone in the end. */
public final class Bench implements AutoCloseable {
    private final Path root;
    private @Nullable CairnProcess cairn;

    /** @param root of the repository */
    Bench(Path root) {
        this.root = root;
    }

    /** The repository, for programs that a floor needs. */
    public Path root() {
        return root;
    }

    /** An empty Cairn, ready; the same one at every call. */
    public CairnProcess cairn() throws Failure, IOException, InterruptedException {
        return cairn(false);
    }

    /** A Cairn with the sample, ready; the same one at every call, if it is the first that was asked for. */
    public CairnProcess cairnWithSample() throws Failure, IOException, InterruptedException {
        return cairn(true);
    }

    private CairnProcess cairn(boolean withSample) throws Failure, IOException, InterruptedException {
        CairnProcess running = cairn;
        if (running == null) {
            Stopwatch took = new Stopwatch();
            running = withSample ? CairnProcess.startWithSample(root, "bench") : CairnProcess.start(root, "bench");
            cairn = running;
            // also when the benchmark itself is interrupted
            Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop"));
            running.awaitReady();
            say("Cairn is ready after " + took);
        }
        return running;
    }

    /** A line of what goes on. */
    public void say(String line) {
        System.out.println(line);
    }

    /** Ends the Cairn, and removes what it kept. */
    @Override
    public void close() throws IOException {
        CairnProcess ending = cairn;
        cairn = null;
        if (ending != null) {
            ending.close();
            ending.home().delete();
        }
    }
}
