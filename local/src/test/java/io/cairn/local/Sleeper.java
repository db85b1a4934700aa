package io.cairn.local;

import io.cairn.kit.servers.ServerProcess;
import java.nio.file.Path;

/** A server that does nothing but run, for as long as the given shell command does. */
final class Sleeper extends ServerProcess {

    private final String command;

    Sleeper(String name, String command, Path log) {
        super(name, 0, log);
        this.command = command;
    }

    @Override
    protected ProcessBuilder command() {
        return new ProcessBuilder("sh", "-c", command);
    }

    @Override
    protected boolean answers() {
        return true;
    }
}
