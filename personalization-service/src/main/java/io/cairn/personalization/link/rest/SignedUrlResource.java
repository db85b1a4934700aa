package io.cairn.personalization.link.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.json.CleanUris;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.catalogue.Catalogue;
import io.cairn.personalization.catalogue.Catalogues;
import io.cairn.personalization.link.Grant;
import io.cairn.personalization.link.SignedUrls;
import io.cairn.personalization.wire.Ids;
import io.cairn.personalization.wire.Times;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/signed-urls")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
class SignedUrlResource {
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final String REQUEST =
            """
            {"placements": ["email-hero"], "expiresAt": "2027-01-31T00:00:00Z"}""";
    private static final String MADE =
            """
            {"token": "MTgwMTM1MzYwMCxlbWFpbC1oZXJv.3q2-7w", "expiresAt": "2027-01-31T00:00:00Z", "placements": ["email-hero"],
             "urls": ["/v1/customers/{id}/next-best-action?placement=email-hero&token=MTgwMTM1MzYwMCxlbWFpbC1oZXJv.3q2-7w"]}""";

    private final SignedUrls signed;
    private final Catalogues catalogues;
    private final Clock clock;

    SignedUrlResource(SignedUrls signed, Catalogues catalogues, Clock clock) {
        this.signed = signed;
        this.catalogues = catalogues;
        this.clock = clock;
    }

    /** What the URL shall allow; placements and expiresAt must be there. */
    @Schema(name = "SignedUrlRequest")
    record SignedUrlBody(
            @Schema(description = "1 to 20 keys") @Nullable List<@Nullable String> placements,
            @Schema(description = "within 400 days") @Nullable Instant expiresAt,
            @Schema(
                            description = "any of her ids, by which alone it is good; absent: for every customer",
                            examples = "u-0001")
                    @Nullable
                    String customerId,
            @Schema(
                            description =
                                    "with customerId: what is asked for her is asked with this requestId, so that it is"
                                            + " decided, and counted, once",
                            examples = "spring-sale/u-0001")
                    @Nullable
                    String requestId) {}

    /** @param urls with {@code {id}} for a customer's id, her own or a hashed external one, unless it is for one */
    @Schema(name = "SignedUrl")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SignedUrl(
            String token,
            Instant expiresAt,
            List<String> placements,
            @Nullable String customerId,
            @Nullable String requestId,
            List<String> urls) {}

    @POST
    @RolesAllowed(Roles.DECIDE)
    @Operation(
            operationId = "signUrl",
            summary = "Make a signed URL",
            description =
                    """
                    For platforms that cannot send a header with a key: a token that lets whoever has it ask for the next \
                    best action of any customer, at these placements and until it expires, and for nothing else: it belongs into \
                    the platform. One with a `customerId` and a `requestId` is good for her alone, asked for by that id, and decided \
                    once however often it is called (within a week): it may stand in a message to her. All tokens end with the \
                    service's `cairn.signed-urls.secret`.""")
    @APIResponse(
            responseCode = "200",
            description = "the token, and a URL for each placement",
            content =
                    @Content(
                            schema = @Schema(implementation = SignedUrl.class),
                            examples = @ExampleObject(name = "made", value = MADE)))
    public SignedUrl sign(
            @RequestBody(
                            content =
                                    @Content(
                                            schema = @Schema(implementation = SignedUrlBody.class),
                                            examples = @ExampleObject(name = "request", value = REQUEST)))
                    SignedUrlBody body) {
        Grant grant = new Grant(placements(body), expiry(body), customer(body), request(body));
        String token = signed.token(grant);
        String id = grant.customerId() == null
                ? "{id}"
                : URLEncoder.encode(grant.customerId(), StandardCharsets.UTF_8).replace("+", "%20");
        List<String> urls = grant.placements().stream()
                .map(key -> "/v1/customers/" + id + "/next-best-action?placement=" + key + "&token=" + token)
                .toList();
        requireTaken(urls);
        return new SignedUrl(token, grant.expiresAt(), grant.placements(), grant.customerId(), grant.requestId(), urls);
    }

    /** What would be refused when it is called, from a message that is sent by then, is refused now. */
    private static void requireTaken(List<String> urls) {
        int longest = urls.stream().mapToInt(String::length).max().orElse(0);
        if (longest > CleanUris.MAX_LENGTH) {
            throw ProblemException.invalid(
                    "",
                    "the address would have " + longest + " characters, and at most " + CleanUris.MAX_LENGTH
                            + " are taken: give fewer placements, or a shorter customerId or requestId");
        }
    }

    private List<String> placements(SignedUrlBody body) {
        List<@Nullable String> given = body.placements();
        if (given == null || given.isEmpty() || given.size() > Grant.MAX_PLACEMENTS) {
            throw ProblemException.malformed("/placements", "must be a list of 1 to " + Grant.MAX_PLACEMENTS + " keys");
        }
        Catalogue catalogue = catalogues.loaded();
        List<InputError> errors = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String key = given.get(i);
            if (key == null || catalogue.placement(key).isEmpty()) {
                errors.add(new InputError("/placements/" + i, "there is no placement '" + key + "'"));
            } else if (keys.contains(key)) {
                errors.add(new InputError("/placements/" + i, "must be there once"));
            } else {
                keys.add(key);
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return keys;
    }

    private static @Nullable String customer(SignedUrlBody body) {
        return body.customerId() == null ? null : Ids.forUrl("/customerId", body.customerId());
    }

    private static @Nullable String request(SignedUrlBody body) {
        if (body.customerId() != null && body.requestId() == null) {
            throw ProblemException.malformed(
                    "/requestId", "must be there with customerId: else each call is decided, and counted, anew");
        }
        if (body.requestId() != null && body.customerId() == null) {
            throw ProblemException.malformed("/customerId", "must be there with requestId");
        }
        return Ids.optional("/requestId", body.requestId());
    }

    private Instant expiry(SignedUrlBody body) {
        Instant expiresAt = Times.checked("/expiresAt", body.expiresAt());
        Instant now = clock.instant();
        if (expiresAt == null) {
            throw ProblemException.malformed("/expiresAt", "must be there");
        }
        if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST))) {
            throw ProblemException.invalid(
                    "/expiresAt", "must be after now and within " + LONGEST.toDays() + " days, not " + expiresAt);
        }
        return expiresAt;
    }
}
