package io.cairn.events.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * That events may be in the log which neither a profile has nor a doubt stands for: a commit's outcome is not known, or
 * what had to follow it failed. Whose they are is not known for sure, so all profiles are checked.
 */
@ApplicationScoped
public class Suspicion {
    private final AtomicBoolean raised = new AtomicBoolean();

    public void raise() {
        raised.set(true);
    }

    /** Whether it was raised since the last time it was taken. */
    public boolean isRaised() {
        return raised.get();
    }

    /** Whether it was raised since the last time it was taken: who takes it must check, or raise it again. */
    public boolean take() {
        return raised.getAndSet(false);
    }
}
