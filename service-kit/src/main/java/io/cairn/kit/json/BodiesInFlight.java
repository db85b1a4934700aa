package io.cairn.kit.json;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds the memory that bodies take: those of all requests under way together have at most
 * {@code cairn.http.max-bytes-in-flight}. What would exceed it is refused, to be sent again. A body takes room as it comes: none is
 * kept for what a caller only announces.
 */
@ApplicationScoped
class BodiesInFlight {
    private final Semaphore free;
    private final CurrentVertxRequest request;

    BodiesInFlight(@ConfigProperty(name = "cairn.http.max-bytes-in-flight") int bytes, CurrentVertxRequest request) {
        this.free = new Semaphore(bytes);
        this.request = request;
    }

    /** What the body of the current request holds: nothing yet. It is given back when the request ends, however it does. */
    Held held() {
        Held held = new Held();
        RoutingContext current = request.getCurrent();
        current.addEndHandler(end -> held.end());
        if (current.response().closed()) { // before there was anybody to be told
            held.end();
        }
        return held;
    }

    /** The room of one body. */
    final class Held {
        private int bytes;
        private boolean isOver;

        private Held() {}

        /** Takes more; false if there is none, or its request has ended. */
        synchronized boolean more(int wanted) {
            if (isOver || !free.tryAcquire(wanted)) {
                return false;
            }
            bytes += wanted;
            return true;
        }

        /** Of a body that is not kept. */
        synchronized void giveBack() {
            free.release(bytes);
            bytes = 0;
        }

        private synchronized void end() {
            isOver = true;
            giveBack();
        }
    }
}
