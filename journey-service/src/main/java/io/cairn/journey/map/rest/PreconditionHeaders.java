package io.cairn.journey.map.rest;

import io.cairn.journey.map.Precondition;
import io.cairn.kit.etag.EntityTags;
import io.cairn.kit.problem.ProblemException;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The headers that guard against lost updates (RFC 9110 §13), for {@code @BeanParam}. */
public class PreconditionHeaders {
    @HeaderParam(HttpHeaders.IF_MATCH)
    @Parameter(description = "the ETag of the draft as you read it, quotes included; 412 if it was saved in between")
    @Nullable
    String ifMatch;

    @HeaderParam(HttpHeaders.IF_NONE_MATCH)
    @Parameter(description = "`*`: only if there is no such journey yet, else 412")
    @Nullable
    String ifNoneMatch;

    @Context
    @Nullable
    HttpHeaders sent;

    /** @throws ProblemException 400 naming the header */
    Precondition precondition() {
        return new Precondition(
                EntityTags.ifMatch(value(HttpHeaders.IF_MATCH, ifMatch)),
                EntityTags.ifNoneMatch(value(HttpHeaders.IF_NONE_MATCH, ifNoneMatch)));
    }

    /** The framework takes an empty header for none, though it guards nothing where its sender thinks it does. */
    private @Nullable String value(String header, @Nullable String value) {
        boolean isSent = sent != null && sent.getRequestHeaders().containsKey(header);
        return value == null && isSent ? "" : value;
    }
}
