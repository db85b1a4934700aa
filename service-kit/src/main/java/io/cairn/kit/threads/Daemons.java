package io.cairn.kit.threads;

import java.util.concurrent.ThreadFactory;

/** Threads that do not keep a process from ending. */
public final class Daemons {
    private Daemons() {}

    /** Makes them, all by this name. */
    public static ThreadFactory named(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
