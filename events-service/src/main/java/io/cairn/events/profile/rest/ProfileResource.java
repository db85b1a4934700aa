package io.cairn.events.profile.rest;

import io.cairn.events.profile.ProfileReader;
import io.cairn.kit.auth.Roles;
import io.cairn.kit.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What is known of a customer. */
@Path("/v1/profiles/{id}")
@RolesAllowed(Roles.READ)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Customers", description = "What the events say of a customer.")
class ProfileResource {
    private static final String EXAMPLE =
            """
            {"customerId":"u-0001","anonymousIds":["a-0001"],"aliases":[],
             "traits":{"country":"DE","firstName":"Ada"},"groups":{"club":{"name":"Shoe club"}},"updatedAt":"2026-01-31T12:00:00Z",
             "events":{"product_view":{"count":1,"total":79.9,"first":"2026-01-31T11:59:00Z","last":"2026-01-31T11:59:00Z",
               "recent":[{"at":"2026-01-31T11:59:00Z","properties":{"category":"shoes","value":79.9}}]}}}""";

    private final ProfileReader profiles;

    ProfileResource(ProfileReader profiles) {
        this.profiles = profiles;
    }

    @GET
    @Operation(
            operationId = "profile",
            summary = "Read a profile",
            description = "The fold of all her events. Works while Redis is away, too.")
    @APIResponse(
            responseCode = "200",
            description = "The profile.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ProfileView.class),
                            examples = @ExampleObject(name = "profile", value = EXAMPLE)))
    public ProfileView get(
            @Parameter(description = "a customerId, or an anonymousId or external id of hers", example = "u-0001")
                    @PathParam("id")
                    String id)
            throws SQLException {
        return profiles.find(id)
                .map(ProfileView::of)
                .orElseThrow(() -> ProblemException.notFound("nobody is known by this id"));
    }
}
