package io.cairn.events.ingest.rest;

import io.cairn.kit.problem.ProblemException;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.concurrent.CompletionStage;

/** Keeps a turn until the work on it is done, even if its caller went away: what is bounded is the work, not the callers. */
@InTurn
@Interceptor
@Priority(Interceptor.Priority.APPLICATION - 1)
class InTurnCheck {
    private final CurrentVertxRequest request;

    InTurnCheck(CurrentVertxRequest request) {
        this.request = request;
    }

    @AroundInvoke
    Object keep(InvocationContext call) throws Exception {
        Visit visit = Visit.of(request.getCurrent());
        if (visit == null) { // an address so odd that Admission did not know it
            throw ProblemException.notFound("there is nothing at this address");
        }
        if (!visit.keep()) {
            throw ProblemException.unavailable("the caller has gone");
        }
        boolean goesOn = false;
        try {
            Object result = call.proceed();
            if (result instanceof CompletionStage<?> stage) {
                goesOn = true;
                return stage.whenComplete((done, thrown) -> visit.leave());
            }
            return result;
        } finally {
            if (!goesOn) {
                visit.leave();
            }
        }
    }
}
