package io.cairn.events.imports.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.kit.problem.Problem;
import io.cairn.kit.problem.ProblemException;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Bounds every body but the files that are imported, which no limit of Quarkus's, one for all addresses, could tell from the
 * others. What is below the limit is bounded further where it is read.
 */
@ApplicationScoped
class BodyLimit {
    private static final long MAX_BYTES = 128L << 20;

    /** After Quarkus's own limit, which it replaces. */
    private static final int PRIORITY = 1;

    private final ObjectMapper mapper;

    BodyLimit(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    void register(@Observes Filters filters) {
        filters.register(this::bound, PRIORITY);
    }

    private void bound(RoutingContext request) {
        if (request.normalizedPath().startsWith(ImportResource.PATH)) {
            request.next();
            return;
        }
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > MAX_BYTES) {
            refuse(request);
            return;
        }
        request.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, MAX_BYTES);
        request.next();
    }

    private void refuse(RoutingContext request) {
        Problem problem = ProblemException.tooLarge(MAX_BYTES).problem();
        try {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end(mapper.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
