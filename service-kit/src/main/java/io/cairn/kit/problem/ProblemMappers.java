package io.cairn.kit.problem;

import io.cairn.kit.db.DatabaseFaults;
import io.cairn.kit.redis.RedisUnavailable;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.channels.ClosedChannelException;
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
    public Response notFound(NotFoundException thrown) {
        return respond(
                ProblemException.notFound("there is nothing at this address").problem());
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
        String detail = thrown.getMessage() == null ? status.getReasonPhrase() : thrown.getMessage();
        return respond(ProblemException.ofStatus(status.getStatusCode(), status.getReasonPhrase(), detail)
                .problem());
    }

    @ServerExceptionMapper({AuthenticationFailedException.class, UnauthorizedException.class})
    public Response unauthorized(SecurityException thrown) {
        if (thrown.getCause() instanceof ProblemException cause) {
            return respond(cause.problem());
        }
        return respond(ProblemException.unauthorized(
                        "an API key is needed: Authorization: Bearer KEY, or Basic with the key as user name")
                .problem());
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
