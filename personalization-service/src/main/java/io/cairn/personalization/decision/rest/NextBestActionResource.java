package io.cairn.personalization.decision.rest;

import io.cairn.kit.auth.Roles;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.decision.Decision;
import io.cairn.personalization.decision.DecisionRequest;
import io.cairn.personalization.decision.DecisionRequest.Asked;
import io.cairn.personalization.decision.DecisionService;
import io.cairn.personalization.link.Grant;
import io.cairn.personalization.link.rest.SignedUrlAuthentication;
import io.cairn.personalization.wire.Ids;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/customers/{id}/next-best-action")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, MediaType.TEXT_PLAIN})
@Tag(name = "Decisions")
class NextBestActionResource {
    private static final String SEND = "Cairn-Send";
    private static final String REASON = "Cairn-Reason";
    private static final String DECISION = "Cairn-Decision";
    private static final List<MediaType> FORMS =
            List.of(MediaType.APPLICATION_JSON_TYPE, MediaType.TEXT_HTML_TYPE, MediaType.TEXT_PLAIN_TYPE);

    private final DecisionService decisions;
    private final SecurityIdentity caller;

    NextBestActionResource(DecisionService decisions, SecurityIdentity caller) {
        this.decisions = decisions;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.DECIDE)
    @Operation(
            summary = "The next best action for a customer at one placement",
            description =
                    """
                    The same as `POST /v1/decisions` for one placement, as one GET that a platform can call while it \
                    renders. Give a `requestId` (this sending of the campaign, and the customer, say): platforms render a message several \
                    times, and the same `requestId` gets the same answer. By `Accept` as JSON, or as `text/html` or `text/plain`, \
                    ready to be put into the message, with the headers `Cairn-Send`, `Cairn-Reason` and `Cairn-Decision`. Of each \
                    chosen content HTML is its `html`, else its text, escaped, in a paragraph; its text is the first of `text`, \
                    `body`, `headline` and `subject`. Nothing (204, `Cairn-Send: false`) where nothing must be sent, and where \
                    no chosen content has any of these; `Cairn-Reason` and what is recorded are then as decided (`CHOSEN`). \
                    A HEAD is answered by the same headers, and reserves and records nothing. \
                    A platform that cannot send a key takes a signed URL: `POST /v1/signed-urls`. An address in clear \
                    is no id here: hash it (`email_sha256:…`). Each query parameter `context.NAME` gives the request's context \
                    a text; with a signed URL's token there must be none.""")
    @Parameter(
            name = "context.device",
            in = ParameterIn.QUERY,
            description = "a text for the request's context; so is every other parameter `context.NAME`",
            schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "200",
            description = "the decision",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = Decision.class),
                        examples = @ExampleObject(name = "decision", value = Examples.DECISION)),
                @Content(
                        mediaType = MediaType.TEXT_HTML,
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "html", value = "<p>Still thinking, friend?</p>")),
                @Content(
                        mediaType = MediaType.TEXT_PLAIN,
                        schema = @Schema(type = SchemaType.STRING),
                        examples = @ExampleObject(name = "text", value = "Still thinking, friend?"))
            })
    @APIResponse(
            responseCode = "204",
            description =
                    "as HTML or text: nothing must be sent, or there is nothing in this form; Cairn-Reason says why")
    public CompletionStage<Response> next(
            @PathParam("id") @Parameter(example = "u-0001", description = "her own id, or an anonymous or external id")
                    String id,
            @QueryParam("placement") @Parameter(required = true, example = "web-home") @Nullable String placement,
            @QueryParam("count")
                    @Parameter(
                            description = "1 to 30",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "30",
                                            defaultValue = "1"))
                    @Nullable
                    String count,
            @QueryParam("locale") @Parameter(description = "a BCP 47 language tag") @Nullable String locale,
            @QueryParam("requestId") @Nullable String requestId,
            @QueryParam(SignedUrlAuthentication.TOKEN)
                    @Parameter(description = "of a signed URL, instead of a key")
                    @Nullable
                    String token,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            @Context Request method) {
        RequestFields.requireTaken(uri.getQueryParameters().keySet());
        String asked = Ids.forUrl("id", id);
        String key = Ids.required("placement", placement);
        if (uri.getQueryParameters().getOrDefault("placement", List.of()).size() > 1) {
            throw ProblemException.malformed("placement", "must be there once: POST /v1/decisions takes several");
        }
        Map<String, Object> context = RequestFields.context(uri.getQueryParameters());
        requireGranted(asked, key, requestId, context);
        DecisionRequest request = new DecisionRequest(
                asked,
                requestOf(requestId),
                List.of(new Asked(key, RequestFields.count("count", count))),
                context,
                RequestFields.locale("locale", locale),
                method.getMethod().equals(HttpMethod.HEAD), // who only looks is handed nothing
                false,
                null,
                false);
        MediaType form = form(headers);
        try {
            return decisions.decide(request).thenApply(answer -> as(form, answer));
        } catch (ProblemException e) {
            throw RequestFields.inQuery(e);
        }
    }

    /** A signed URL may be in anybody's hands: what conditions and templates ask of the request is not theirs to say. */
    private void requireGranted(
            String customerId, String placement, @Nullable String requestId, Map<String, Object> context) {
        Grant grant = caller.getAttribute(SignedUrlAuthentication.GRANT);
        if (grant == null) {
            return;
        }
        if (!grant.placements().contains(placement)) {
            throw ProblemException.forbidden("the token does not allow placement '" + placement + "'");
        }
        if (!grant.isFor(customerId)) {
            throw ProblemException.forbidden("the token is another customer's");
        }
        if (grant.customerId() != null && !isAbsent(requestId)) {
            throw ProblemException.forbidden("the token of one customer allows no requestId but its own");
        }
        if (!context.isEmpty()) {
            throw ProblemException.forbidden("a token allows no context: ask with a key");
        }
    }

    private @Nullable String requestOf(@Nullable String requestId) {
        Grant grant = caller.getAttribute(SignedUrlAuthentication.GRANT);
        if (grant != null && grant.requestId() != null) {
            return grant.requestId();
        }
        return isAbsent(requestId) ? null : Ids.required("requestId", requestId);
    }

    private static boolean isAbsent(@Nullable String requestId) {
        return requestId == null || requestId.isEmpty();
    }

    private static MediaType form(HttpHeaders headers) {
        for (MediaType accepted : headers.getAcceptableMediaTypes()) {
            for (MediaType form : FORMS) {
                if (form.isCompatible(accepted)) {
                    return form;
                }
            }
        }
        return MediaType.APPLICATION_JSON_TYPE;
    }

    private static Response as(MediaType form, Answer answer) {
        if (form.equals(MediaType.APPLICATION_JSON_TYPE)) {
            return headed(Response.ok(answer.body(false), form)).build();
        }
        ReadyContent ready = ReadyContent.of(answer);
        String shown = form.equals(MediaType.TEXT_HTML_TYPE) ? ready.html() : ready.text();
        boolean send = ready.send() && !shown.isEmpty();
        Response.ResponseBuilder response = send ? Response.ok(shown, form.withCharset("utf-8")) : Response.noContent();
        return headed(response)
                // an author's markup runs no script beside the Swagger UI, which keeps a key
                .header("Content-Security-Policy", "sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .header(SEND, send)
                .header(REASON, ready.reason())
                .header(DECISION, ready.decisionId())
                .build();
    }

    /** Nothing between here and her may keep it: the next time she may have withdrawn her consent. */
    private static Response.ResponseBuilder headed(Response.ResponseBuilder response) {
        return response.header(HttpHeaders.VARY, HttpHeaders.ACCEPT).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
