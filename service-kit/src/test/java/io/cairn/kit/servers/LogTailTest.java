package io.cairn.kit.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    Path directory;

    private String reason(String log) throws IOException {
        return LogTail.reason(Files.writeString(directory.resolve("log"), log)).replace(directory.toString(), "");
    }

    @Test
    void lastCauseIsTheReasonAndNotTheFramesBelowIt() throws IOException {
        String frames =
                "\tat io.quarkus.runner.recorded.LifecycleEventsBuildStep$startupEvent1.deploy_0(Unknown Source)\n"
                        .repeat(40);
        assertThat(reason("ERROR Failed to start application: java.lang.RuntimeException: Failed to start quarkus\n"
                        + frames
                        + "Caused by: java.lang.IllegalArgumentException: cairn.log.retention must be a period, not 'foo'\n"
                        + frames + "\t... 9 more\n\n"))
                .isEqualTo(": cairn.log.retention must be a period, not 'foo' (see /log)");
    }

    @Test
    void withoutACauseTheLastLinesThatAreNoFramesAre() throws IOException {
        assertThat(reason("started\nFATAL: no such\nat midnight\njava.lang.Error: broken\n\tat a.B.c(B.java:1)\n"))
                .isEqualTo(": FATAL: no such | at midnight | java.lang.Error: broken (see /log)");
    }

    @Test
    void causeIsFoundAboveWhatTheServerSaysAsItStops() throws IOException {
        assertThat(reason("Caused by: a.B: no such port\n" + "stopping\n".repeat(5)))
                .isEqualTo(": no such port | stopping | stopping (see /log)");
    }

    @Test
    void lineThatIsCutIsNoReason() throws IOException {
        String frame = "\tat a.B.c(B.java:1)\n";
        assertThat(reason(frame.repeat(2_000))).isEqualTo(" (see /log)");
    }
}
