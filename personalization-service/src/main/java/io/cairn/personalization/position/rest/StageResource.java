package io.cairn.personalization.position.rest;

import io.cairn.kit.auth.Roles;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageParams;
import io.cairn.kit.paging.PageRequest;
import io.cairn.personalization.position.StageService;
import io.cairn.personalization.wire.Ids;
import io.cairn.personalization.wire.Times;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/v1/customers/{id}/stages")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Stages", description = "Where each customer is on each journey")
class StageResource {
    private final StageService stages;

    StageResource(StageService stages) {
        this.stages = stages;
    }

    /** @param since when the stage was first seen to hold */
    record StageItem(String journey, String stage, Instant since, int mapVersion) {}

    @GET
    @RolesAllowed({Roles.READ, Roles.DECIDE})
    @Operation(
            summary = "A customer's stages",
            description =
                    """
                    The current stage on each live journey: the last whose entry criteria hold. `since` is when that was \
                    first seen, by a decision or in the background. A journey on none of whose stages she is, is not listed.""")
    @APIResponse(
            responseCode = "200",
            description = "a page of the stages, by journey",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.ARRAY, implementation = StageItem.class),
                            examples =
                                    @ExampleObject(
                                            name = "stages",
                                            value =
                                                    """
                                                    {"items": [{"journey": "shop", "stage": "consideration",
                                                      "since": "2026-11-20T08:00:00Z", "mapVersion": 3}]}""")))
    public Page<StageItem> stages(
            @PathParam("id") @Parameter(example = "u-0001", description = "her own id, or an anonymous or external id")
                    String id,
            @QueryParam("at")
                    @Parameter(description = "another moment than now, not before the customer's last event")
                    @Nullable
                    String at,
            @BeanParam PageParams page) {
        PageRequest request = page.request();
        String after = request.after().orElse(""); // which is before every key
        List<StageItem> found = stages.stages(Ids.forUrl("id", id), Times.parameter("at", at)).entrySet().stream()
                .filter(on -> on.getKey().compareTo(after) > 0)
                .limit(request.limit() + 1L)
                .map(on -> new StageItem(
                        on.getKey(),
                        on.getValue().stage(),
                        on.getValue().since(),
                        on.getValue().mapVersion()))
                .toList();
        return Page.of(found, request, StageItem::journey);
    }
}
