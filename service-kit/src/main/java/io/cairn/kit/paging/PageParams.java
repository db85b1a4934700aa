package io.cairn.kit.paging;

import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The query parameters of every list, for {@code @BeanParam}. */
public class PageParams {
    @QueryParam("limit")
    @Parameter(
            description = "how many items, 1 to 1000",
            schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000", defaultValue = "50"))
    @Nullable
    String limit;

    @QueryParam("cursor")
    @Parameter(description = "the value of `next` of the page before")
    @Nullable
    String cursor;

    /** @throws io.cairn.kit.problem.ProblemException 400 naming the parameter */
    public PageRequest request() {
        return PageRequest.of(limit, cursor);
    }
}
