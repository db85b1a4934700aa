package io.cairn.kit.problem;

import io.cairn.kit.auth.ApiKeyAuthentication;
import io.cairn.kit.db.DatabaseFaults;
import io.cairn.kit.redis.RedisUnavailable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns whatever ends a request into a problem. What nobody expected is a 500 that is logged and says nothing more. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    public Response problem(ProblemException thrown) {
        return respond(thrown.problem());
    }

    @ServerExceptionMapper
    public Response notFound(NotFoundException thrown, ContainerRequestContext request) {
        RoutesHere routes = RoutesHere.of(request);
        return routes.isMethodWrong()
                ? notAllowed(routes, request)
                : respond(ProblemException.notFound("there is nothing at this address")
                        .problem());
    }

    @ServerExceptionMapper
    public Response notAllowed(NotAllowedException thrown, ContainerRequestContext request) {
        return notAllowed(RoutesHere.of(request), request);
    }

    private static Response notAllowed(RoutesHere routes, ContainerRequestContext request) {
        Set<String> methods = routes.methods();
        String detail = request.getMethod() + " is not possible here; possible are " + String.join(", ", methods);
        return Response.fromResponse(framework(Response.Status.METHOD_NOT_ALLOWED, detail))
                .allow(methods)
                .build();
    }

    @ServerExceptionMapper
    public Response notAcceptable(NotAcceptableException thrown, ContainerRequestContext request) {
        String accepted = "Accept: " + request.getHeaderString(HttpHeaders.ACCEPT);
        return framework(
                Response.Status.NOT_ACCEPTABLE,
                RoutesHere.of(request)
                        .produced()
                        .map(types -> "the answer is " + types + ", which " + accepted + " does not allow")
                        .orElse("nothing here is of a type that " + accepted + " allows"));
    }

    @ServerExceptionMapper
    public Response notSupported(NotSupportedException thrown, ContainerRequestContext request) {
        RoutesHere routes = RoutesHere.of(request);
        if (routes.isOneChosen()) { // it is what we said of the body
            return framework((WebApplicationException) thrown);
        }
        String sent = "Content-Type " + request.getHeaderString(HttpHeaders.CONTENT_TYPE) + " is not taken here";
        return framework(
                Response.Status.UNSUPPORTED_MEDIA_TYPE,
                routes.consumed()
                        .map(types -> sent + ": send Content-Type: " + types)
                        .orElse(sent));
    }

    @ServerExceptionMapper
    public Response framework(WebApplicationException thrown) {
        if (thrown.getCause() instanceof ProblemException cause) {
            return respond(cause.problem());
        }
        Response.StatusType status = thrown.getResponse().getStatusInfo();
        if (status.getStatusCode() >= 500) {
            return fault(thrown);
        }
        return framework(status, Objects.requireNonNullElse(thrown.getMessage(), status.getReasonPhrase()));
    }

    private static Response framework(Response.StatusType status, String detail) {
        return respond(ProblemException.ofStatus(status.getStatusCode(), status.getReasonPhrase(), detail)
                .problem());
    }

    /** What knows why a key, or token, is none says so in the cause; messages of libraries are kept back. */
    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public Response unauthorized(SecurityException thrown) {
        if (thrown.getCause() instanceof ProblemException cause) {
            return respond(cause.problem());
        }
        return respond(
                ProblemException.unauthorized(ApiKeyAuthentication.NEEDED).problem());
    }

    @ServerExceptionMapper
    public Response forbidden(ForbiddenException thrown) {
        return respond(
                ProblemException.forbidden("the key's role does not allow this").problem());
    }

    @ServerExceptionMapper
    public Response redis(RedisUnavailable thrown) {
        LOG.warnf("Redis is unavailable: %s", thrown.getMessage());
        return respond(ProblemException.unavailable("Redis is unavailable").problem());
    }

    @ServerExceptionMapper
    public Response fault(Throwable thrown) {
        if (DatabaseFaults.isUnavailable(thrown)) {
            LOG.warnf("PostgreSQL is unavailable: %s", thrown.getMessage());
            return respond(
                    ProblemException.unavailable("the database is unavailable").problem());
        }
        if (isOfCallerGone(thrown)) {
            LOG.debugf("a caller went away: %s", thrown.getMessage());
            return respond(ProblemException.malformed("", "the body broke off").problem());
        }
        LOG.error("a request failed", thrown);
        return respond(ProblemException.ofStatus(500, "Internal error", "something went wrong on our side")
                .problem());
    }

    /** Whether a body could not be read, or an answer not written, as the caller is no longer there. */
    public static boolean isOfCallerGone(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpClosedException || cause instanceof ClosedChannelException) {
                return true;
            }
        }
        return false;
    }

    private static Response respond(Problem problem) {
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (problem.status() == 503 || problem.status() == 429) {
            response.header(HttpHeaders.RETRY_AFTER, ProblemException.RETRY_AFTER_SECONDS);
        }
        if (problem.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"cairn\"");
        }
        return response.build();
    }
}
