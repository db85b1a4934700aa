package io.cairn.events.ingest.rest;

import io.cairn.events.ingest.Turns;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request that sends events, from its head to its answer. Once its turn has come it is kept by the exchange with the
 * caller and by the thread that works on it; when both have left, it is over.
 */
final class Visit {
    private static final String KEY = Visit.class.getName();

    private final RoutingContext request;
    private final Turns.Caller caller;
    private final Turns turns;
    private final Runnable turn;
    private final AtomicInteger keepers = new AtomicInteger(1);
    private final Patience patience;
    private boolean refused;
    private volatile boolean hasBody;

    /** Of what is waited for: there is none with the number that it begins with. */
    private volatile long timer = -1;

    /** Its methods but {@link #keep} and {@link #leave} are for the request's own event loop. */
    Visit(RoutingContext request, Turns.Caller caller, Context loop, Turns turns, Patience patience) {
        this.caller = caller;
        this.request = request;
        this.turns = turns;
        this.patience = patience;
        this.turn = () -> loop.runOnContext(now -> next());
        request.put(KEY, this);
    }

    /** The visit that a request is; null if it is none. */
    static @Nullable Visit of(RoutingContext request) {
        return request.get(KEY);
    }

    /**
     * Goes on with the request when its turn comes.
     *
     * @param full answers one that may not even wait
     * @param late answers one that waited for too long
     */
    void ask(Consumer<RoutingContext> full, Consumer<RoutingContext> late) {
        request.addEndHandler(end -> exchangeEnded());
        switch (turns.ask(caller, turn)) {
            case BEGIN -> next();
            case WAIT -> {
                request.request().pause(); // its body stays where it is
                request.vertx().setTimer(patience.turn().toMillis(), waited -> {
                    if (turns.giveUp(turn)) {
                        refuse(late);
                    }
                });
            }
            case REFUSED -> refuse(full);
        }
    }

    /** Keeps the turn for a thread, which has the body; false if it is over already. */
    boolean keep() {
        hasBody = true;
        return keepers.getAndUpdate(n -> n == 0 ? 0 : n + 1) > 0;
    }

    void leave() {
        if (keepers.decrementAndGet() == 0) {
            turns.done(caller);
        }
    }

    private void next() {
        if (!request.response().closed()) {
            awaitBody(System.nanoTime());
            request.next();
        }
    }

    /** Who sends his body too slowly loses his turn with his connection, in whatever way it is read. */
    private void awaitBody(long begunNanos) {
        long left = patience.leftMillis(
                System.nanoTime() - begunNanos, request.request().bytesRead());
        if (left > 0) {
            timer = request.vertx().setTimer(left, now -> {
                if (!hasBody) {
                    awaitBody(begunNanos);
                }
            });
        } else if (!request.response().ended()) {
            patience.wasLost();
            request.request().connection().close(); // to reset the response would keep its end from us
        }
    }

    private void refuse(Consumer<RoutingContext> answer) {
        refused = true;
        answer.accept(request);
    }

    private void exchangeEnded() {
        request.vertx().cancelTimer(timer);
        if (!refused && !turns.giveUp(turn)) {
            leave();
        }
    }
}
