package io.cairn.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the person in front of the terminal sees: lines, and below them, on a terminal, one line that moves. */
final class Console implements Progress {

    private static final String CLEAR_LINE = "\r\033[K";
    private static final String SPINNER = "|/-\\";
    private static final int BAR_WIDTH = 30;
    private static final Duration FRAME = Duration.ofMillis(120);

    private final PrintStream out;
    private final boolean animated;
    private final long start = System.nanoTime();
    private int frame;
    private @Nullable String status;
    private String title = "";
    private long total = 1;
    private long shownTenths;

    /** Moves only if {@code animated}, which a terminal must be for. */
    Console(PrintStream out, boolean animated) {
        this.out = out;
        this.animated = animated;
        if (animated) {
            Thread animation = new Thread(this::animate, "console");
            animation.setDaemon(true);
            animation.start();
        }
    }

    synchronized void line(String text) {
        out.print((status == null ? "" : CLEAR_LINE) + text + System.lineSeparator());
        out.flush();
        draw();
    }

    /** A step of the start, with the seconds since its begin. */
    void reached(String text) {
        line(String.format(Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - start) / 1e9, text));
    }

    /** Something that happened later, with the time of day. */
    void notice(String text) {
        line(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "  " + text);
    }

    /** What is waited for now, on the line that moves; null: nothing. */
    synchronized void waitFor(@Nullable String what) {
        if (!animated) {
            return;
        }
        if (status != null) {
            out.print(CLEAR_LINE);
            out.flush();
        }
        status = what;
        draw();
    }

    @Override
    public synchronized void step(String stepTitle, long stepTotal) {
        title = stepTitle;
        total = Math.max(1, stepTotal);
        shownTenths = 0;
        if (!animated) {
            line("          " + title);
        }
        done(0);
    }

    @Override
    public synchronized void done(long done) {
        long tenths = Math.min(10, done * 10 / total);
        if (animated) {
            int filled = (int) Math.min(BAR_WIDTH, done * BAR_WIDTH / total);
            String bar = "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
            waitFor("[" + bar + "] " + title + " " + done + "/" + total);
        } else if (tenths > shownTenths) {
            shownTenths = tenths;
            line("          " + title + " " + tenths * 10 + "%");
        }
    }

    private void draw() {
        if (status != null) {
            out.print(CLEAR_LINE + "       " + SPINNER.charAt(frame % SPINNER.length()) + "  " + status);
            out.flush();
        }
    }

    private void animate() {
        try {
            while (true) {
                Thread.sleep(FRAME.toMillis());
                synchronized (this) {
                    frame++;
                    draw();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
