package io.cairn.events.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the events of a name should look like.
 *
 * @param schema JSON Schema 2020-12 of their properties
 */
public record PlannedEvent(
        String event,
        PlanMode mode,
        JsonNode schema,
        @Nullable String description,
        Instant createdAt,
        Instant updatedAt) {}
