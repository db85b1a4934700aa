package io.cairn.kit.json;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds the memory that bodies take: those of all requests under way together have at most
 * {@code cairn.http.max-bytes-in-flight}. What would exceed it is refused unread, to be sent again.
 */
@ApplicationScoped
class BodiesInFlight {
    private final Semaphore free;
    private final CurrentVertxRequest request;

    BodiesInFlight(@ConfigProperty(name = "cairn.http.max-bytes-in-flight") int bytes, CurrentVertxRequest request) {
        this.free = new Semaphore(bytes);
        this.request = request;
    }

    /** Takes room for the current request until it ends, however it does; false if there is none. */
    boolean hold(int bytes) {
        if (!free.tryAcquire(bytes)) {
            return false;
        }
        request.getCurrent().addEndHandler(end -> free.release(bytes));
        return true;
    }
}
