package io.cairn.events.ingest;

import io.cairn.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Bounds the memory of requests under way: bodies that together exceed it are refused at once, to be sent again. */
@ApplicationScoped
class BytesInFlight {
    private final Semaphore free;

    BytesInFlight(@ConfigProperty(name = "cairn.events.max-bytes-in-flight") int bytes) {
        this.free = new Semaphore(bytes);
    }

    /** @throws ProblemException 429 if too much is under way */
    <T> T within(int bytes, Supplier<T> work) {
        if (!free.tryAcquire(bytes)) {
            throw ProblemException.tooBusy("more events are under way than this service holds: try again soon");
        }
        try {
            return work.get();
        } finally {
            free.release(bytes);
        }
    }
}
