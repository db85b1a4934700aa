package io.cairn.events.ingest.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cairn.events.ingest.Turns;
import io.cairn.kit.auth.ApiKeyAuthentication;
import io.cairn.kit.problem.Problem;
import io.cairn.kit.problem.ProblemException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Lets requests that send events in by {@link Turns}, before a body is read or a thread is taken: so that the service holds
 * only so much of them, and reads and health keep their threads and connections.
 */
@ApplicationScoped
class Admission {
    /** Before authentication, which is work, too; after Quarkus's filter for pages of other origins, which are to be told, too. */
    private static final int PRIORITY = 250;

    /** Before all others, as they see the request again. */
    private static final int FIRST = 1100;

    /** What Segment's clients for browsers, Swift and Kotlin call them. */
    private static final Map<String, String> SHORT_NAMES = Map.of(
            "/v1/b", "/v1/batch",
            "/v1/t", "/v1/track",
            "/v1/i", "/v1/identify",
            "/v1/p", "/v1/page",
            "/v1/s", "/v1/screen",
            "/v1/g", "/v1/group",
            "/v1/a", "/v1/alias");

    private static final Set<String> SEND_EVENTS = Set.of(
            "/v1/batch",
            "/v1/import",
            "/v1/track",
            "/v1/identify",
            "/v1/page",
            "/v1/screen",
            "/v1/group",
            "/v1/alias",
            "/v1/unalias",
            "/v1/cloudevents");

    private final Turns turns;
    private final Patience patience;
    private final ApiKeyAuthentication keys;
    private final ObjectMapper mapper;

    Admission(Turns turns, Patience patience, ApiKeyAuthentication keys, ObjectMapper mapper) {
        this.turns = turns;
        this.keys = keys;
        this.patience = patience;
        this.mapper = mapper;
    }

    void register(@Observes Filters filters) {
        filters.register(Admission::nameInFull, FIRST);
        filters.register(this::admit, PRIORITY);
    }

    private static void nameInFull(RoutingContext request) {
        String path = SHORT_NAMES.get(bare(request));
        if (path == null) {
            request.next();
        } else {
            request.reroute(path);
        }
    }

    private void admit(RoutingContext request) {
        if (!sendsEvents(request)) {
            request.next();
            return;
        }
        request.request()
                .headers()
                .remove(HttpHeaders.ACCEPT); // a page's form asks for HTML: its event is as good as any
        Context loop = Objects.requireNonNull(Vertx.currentContext());
        Turns.Caller caller = keys.knows(request.request()) ? Turns.Caller.KNOWN : Turns.Caller.STRANGER;
        new Visit(request, caller, loop, turns, patience)
                .ask(
                        full -> refuse(full, ProblemException.tooBusy("more requests wait than may: try again soon")),
                        late -> refuse(
                                late, ProblemException.unavailable("its turn did not come: send the events again")));
    }

    private static boolean sendsEvents(RoutingContext request) {
        return request.request().method().equals(HttpMethod.POST) && SEND_EVENTS.contains(bare(request));
    }

    private static String bare(RoutingContext request) {
        String path = request.normalizedPath();
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private void refuse(RoutingContext request, ProblemException refusal) {
        request.request().resume(); // with nobody to read it, what comes of its body is thrown away
        Problem problem = refusal.problem();
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.RETRY_AFTER, ProblemException.RETRY_AFTER_SECONDS)
                .end(json(problem));
    }

    private String json(Problem problem) {
        try {
            return mapper.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
