package io.cairn.bench.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Watches how much memory a process has, as {@code ps} says, until closed. */
final class ResidentMemory implements AutoCloseable {
    private static final int EVERY_MILLIS = 200;
    private static final long KIBIBYTES_PER_MEBIBYTE = 1_024;

    private final long pid;
    private final Thread thread;
    private volatile long peak;

    ResidentMemory(long pid) {
        this.pid = pid;
        this.thread = new Thread(this::watch, "memory of " + pid);
        thread.setDaemon(true);
        thread.start();
    }

    /** The most that was seen, in MiB; 0 if the process had ended, or there is no ps. */
    long peakMebibytes() {
        return peak / KIBIBYTES_PER_MEBIBYTE;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                peak = Math.max(peak, kibibytes());
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (IOException e) {
            // there is no ps here
        } catch (InterruptedException e) {
            // closed
        }
    }

    private long kibibytes() throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        String said = new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return said.isEmpty() ? 0 : Long.parseLong(said);
    }
}
