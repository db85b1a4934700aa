package io.cairn.events.ingest.rest;

import io.cairn.events.ingest.IngestService;
import io.cairn.kit.auth.ApiKeyAuthentication;
import io.cairn.kit.auth.ApiKeys;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.problem.ProblemException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.Context;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Checks the caller's key once the body is there; a key in the body counts for all that follows like one in the header. */
@TakesWriteKey
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
class WriteKeyCheck {
    private static final String NEEDED =
            "an API key is needed: as the user name of Basic, as Segment's clients send their write key, as"
                    + " Authorization: Bearer KEY, or in the body's writeKey";

    private static final String UNKNOWN = "the API key in the body's writeKey is not known";

    private final CurrentIdentityAssociation current;
    private final ApiKeys keys;

    WriteKeyCheck(CurrentIdentityAssociation current, ApiKeys keys) {
        this.current = current;
        this.keys = keys;
    }

    @AroundInvoke
    Object check(InvocationContext call) throws Exception {
        byte[] body = (byte[]) call.getParameters()[0];
        if (Context.isOnEventLoopThread()) {
            IngestService.requireSingle(body);
        }
        SecurityIdentity caller = caller();
        if (caller.isAnonymous()) {
            Optional<String> key = WriteKey.in(body).filter(given -> !given.isBlank());
            caller = key.flatMap(keys::holder)
                    .map(ApiKeyAuthentication::identity)
                    .orElseThrow(() -> ProblemException.unauthorized(key.isPresent() ? UNKNOWN : NEEDED));
        }
        current.setIdentity(caller);
        if (!caller.hasRole(Roles.INGEST)) {
            throw new ForbiddenException();
        }
        return call.proceed();
    }

    /** Known at once, as keys are held in memory: it keeps no event loop waiting. */
    private SecurityIdentity caller() {
        try {
            return current.getDeferredIdentity().subscribeAsCompletionStage().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause; // the key is unknown
            }
            throw e;
        }
    }
}
