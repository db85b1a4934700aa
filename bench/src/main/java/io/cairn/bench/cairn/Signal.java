package io.cairn.bench.cairn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Signals that Java cannot send. */
public enum Signal {
    STOP,
    CONT,
    INT;

    /** Sends it to those that still run. */
    public void send(List<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name()));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        if (!processes.isEmpty()) {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }
}
