package io.cairn.personalization.position.rest;

import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.personalization.position.TransitionService;
import io.cairn.personalization.wire.Ids;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/customers/{id}/transitions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Stages")
class CustomerTransitionsResource {
    private static final String EXAMPLE =
            """
            {"items": [
              {"journey": "shop", "from": "consideration", "to": "intent", "at": "2026-11-20T08:00:00Z",
                "mapVersion": 3, "cause": "event"},
              {"journey": "shop", "from": null, "to": "consideration", "at": "2026-11-19T17:30:00Z",
                "mapVersion": 3, "cause": "event"}]}""";

    private final TransitionService transitions;

    CustomerTransitionsResource(TransitionService transitions) {
        this.transitions = transitions;
    }

    @GET
    @RolesAllowed({Roles.READ, Roles.DECIDE})
    @Operation(
            operationId = "customerTransitions",
            summary = "A customer's moves",
            description =
                    "From stage to stage, on all journeys, newest first. Nobody's are an empty list; while profiles"
                            + " are being rebuilt, those of an id that leads nowhere yet are a 503.")
    @APIResponse(
            responseCode = "200",
            description = "a page of them",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = TransitionItem.class),
                            examples = @ExampleObject(name = "transitions", value = EXAMPLE)))
    public Page<TransitionItem> transitions(
            @PathParam("id") @Parameter(example = "u-0001", description = "her own id, or an anonymous or external id")
                    String id,
            @BeanParam PageParams page)
            throws SQLException {
        return transitions.of(Ids.forUrl("id", id), page.request()).map(TransitionItem::withoutCustomer);
    }
}
