package io.cairn.bench.drill;

import io.cairn.bench.cairn.Await;
import io.cairn.bench.cairn.Failure;
import io.cairn.bench.cairn.Server;
import io.cairn.bench.cairn.Stopwatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's file system is full, to the last byte, until it is not. In each other round until PostgreSQL cannot write
 * its log either and ends.
 */
final class DiskFullDrill implements Drill {
    private static final Duration FELT = Duration.ofSeconds(30);

    private @Nullable SmallDisk disk;

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public String purpose() {
        return "with PostgreSQL's disk full events are refused with 503, none acknowledged is lost, and all goes on by"
                + " itself once there is room";
    }

    @Override
    public Optional<String> missing() throws IOException, InterruptedException {
        return SmallDisk.missing();
    }

    @Override
    public void prepare(Scene scene) throws Failure, IOException, InterruptedException {
        disk = SmallDisk.under(scene.cairn());
    }

    @Override
    public void strike(Scene scene, int round) throws Failure, IOException, InterruptedException {
        SmallDisk small = disk();
        scene.pause();
        Path log = scene.cairn().home().log(Server.POSTGRES.processName());
        long logged = Files.size(log);
        long refusedBefore = scene.ledger().refused();
        Stopwatch full = new Stopwatch();
        try {
            Await.within(FELT, "the full disk is felt", () -> {
                small.fill(); // what PostgreSQL gave back meanwhile, too
                return scene.ledger().refused() > refusedBefore;
            });
            if (round % 2 == 0) {
                Await.within(FELT, "PostgreSQL has used up its write-ahead log", () -> {
                    small.fill();
                    return !endsLogSegment(scene);
                });
            }
            scene.pause();
        } finally {
            small.free();
        }
        String wasFull = full.toString();
        long refused = scene.ledger().refused() - refusedBefore;
        Stopwatch sinceFree = new Stopwatch();
        Recovery.await(scene);
        scene.cairn().remember(Server.POSTGRES);
        scene.say(String.format(
                "round %d: disk full for %s, %d requests refused; PostgreSQL said %s; as before %s after there was room",
                round, wasFull, refused, said(log, logged), sinceFree));
    }

    /** Whether PostgreSQL could begin a further segment of its log; one that cannot panics, by its design. */
    private static boolean endsLogSegment(Scene scene) throws IOException {
        try (Connection superuser = scene.cairn().home().postgres();
                Statement statement = superuser.createStatement()) {
            statement.execute("SELECT pg_logical_emit_message(false, 'drill', ''), pg_switch_wal()");
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** In what ways PostgreSQL met the end of its disk. */
    private static String said(Path log, long from) throws IOException {
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        String since = text.substring((int) Math.min(from, text.length()));
        return since.lines()
                        .filter(line -> line.contains("No space left on device"))
                        .count()
                + " times that there is no space"
                + (since.contains("PANIC:") ? ", and ended in a panic" : "");
    }

    @Override
    public void finish(Scene scene) throws Failure, IOException, InterruptedException {
        SmallDisk small = disk;
        if (small != null) {
            small.restore();
            Recovery.awaitReady(scene);
        }
    }

    private SmallDisk disk() {
        return Objects.requireNonNull(disk, "not prepared");
    }
}
