package io.cairn.local;

import io.cairn.kit.servers.ServerProcess;
import java.nio.file.Path;

/** A server that complains and ends. */
final class NeverReady extends ServerProcess {

    NeverReady(Path log) {
        super("broken", 0, log);
    }

    @Override
    protected ProcessBuilder command() {
        return new ProcessBuilder("sh", "-c", "echo no such database; exit 3");
    }

    @Override
    protected boolean answers() {
        return false;
    }
}
