package io.cairn.events.plan.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.events.plan.PlannedEvent;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What the events of a name should look like. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlannedEventView(
        String event,
        String mode,
        @Nullable String description,
        @Schema(type = SchemaType.OBJECT, implementation = Object.class) JsonNode schema,
        Instant createdAt,
        Instant updatedAt) {
    static PlannedEventView of(PlannedEvent planned) {
        return new PlannedEventView(
                planned.event(),
                planned.mode().spelling(),
                planned.description(),
                planned.schema(),
                planned.createdAt(),
                planned.updatedAt());
    }
}
