package io.cairn.personalization.decision.rest;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import io.cairn.kit.problem.ProblemException;
import io.cairn.model.json.InvalidJsonValue;
import io.cairn.model.json.JsonValues;
import io.cairn.personalization.decision.DecisionRequest;
import io.cairn.personalization.decision.DecisionRequest.Asked;
import io.cairn.personalization.wire.Ids;
import io.cairn.personalization.wire.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/decisions}; only {@code customerId} and a placement's {@code key} must be there. */
@Schema(name = "DecisionRequest")
record DecisionBody(
        @Schema(description = "the customer's own id, or an anonymous or external id of hers", required = true)
                @Nullable
                String customerId,
        @Schema(description = "the same one gets the same answer and reserves once; 1 to 255 characters") @Nullable
                String requestId,
        @Schema(
                        type = SchemaType.ARRAY,
                        implementation = PlacementAsked.class,
                        description = "objects, or bare keys; 1 to 50, each once",
                        required = true)
                @Nullable
                List<@Nullable PlacementBody> placements,
        @Schema(
                        type = SchemaType.OBJECT,
                        implementation = Object.class,
                        description = "of this request, for conditions and content; at most 64 KiB")
                @Nullable
                JsonNode context,
        @Schema(description = "a BCP 47 language tag") @Nullable String locale,
        @Schema(description = "reserves and records nothing") @Nullable Boolean dryRun,
        @Schema(description = "adds the trace") @Nullable Boolean explain,
        @Schema(description = "another moment than now, not before the customer's last event; implies dryRun") @Nullable
                Instant at,
        @Schema(
                        type = SchemaType.ARRAY,
                        implementation = Object.class,
                        description =
                                "of the customer, as `POST /v1/batch` of events-service takes them: they are logged, and count, before it is decided; at most 100. The key must be of role `ingest`, too")
                @Nullable
                List<@Nullable JsonNode> events,
        @Schema(
                        description = "lets an offer be handed out at several of the placements; else at one only",
                        defaultValue = "false")
                @Nullable
                Boolean repeatOffers) {
    private static final int MAX_CONTEXT_BYTES = 64 * 1024;
    private static final int MAX_EVENTS = 100;

    /** What a list of placements may hold, for the document. */
    @Schema(
            name = "PlacementAsked",
            oneOf = {String.class, PlacementBody.class})
    private interface PlacementAsked {}

    /** A placement asked for. */
    @Schema(name = "PlacementRequest")
    record PlacementBody(
            @Schema(required = true) @Nullable String key,
            @Schema(description = "1 to 30, at most the placement's maxItems", defaultValue = "1") @Nullable
                    Integer count) {
        @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
        PlacementBody {}

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static PlacementBody of(String key) {
            return new PlacementBody(key, null);
        }
    }

    /** @throws ProblemException 400 that names the field */
    DecisionRequest request() {
        return new DecisionRequest(
                Ids.customer("/customerId", customerId),
                Ids.optional("/requestId", requestId),
                asked(),
                frozenContext(),
                RequestFields.locale("/locale", locale),
                Boolean.TRUE.equals(dryRun),
                Boolean.TRUE.equals(explain),
                Times.checked("/at", at),
                Boolean.TRUE.equals(repeatOffers));
    }

    /** The events; none if there are none. @throws ProblemException 400 that names the field */
    List<JsonNode> eventList() {
        List<JsonNode> given = new ArrayList<>();
        if (events != null) {
            if (events.size() > MAX_EVENTS) {
                throw ProblemException.malformed("/events", "must be at most " + MAX_EVENTS + " events");
            }
            for (int i = 0; i < events.size(); i++) {
                JsonNode event = events.get(i);
                if (event == null || !event.isObject()) {
                    throw ProblemException.malformed("/events/" + i, "must be an object");
                }
                given.add(event);
            }
        }
        return given;
    }

    private List<Asked> asked() {
        if (placements == null || placements.isEmpty() || placements.size() > DecisionRequest.MAX_PLACEMENTS) {
            throw ProblemException.malformed(
                    "/placements", "must be a list of 1 to " + DecisionRequest.MAX_PLACEMENTS + " placements");
        }
        List<Asked> asked = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int i = 0; i < placements.size(); i++) {
            PlacementBody placement = placements.get(i);
            String pointer = "/placements/" + i;
            if (placement == null) {
                throw ProblemException.malformed(pointer, "must be an object or a key");
            }
            String key = Ids.required(pointer + "/key", placement.key());
            if (!keys.add(key)) {
                throw ProblemException.malformed(pointer + "/key", "must be asked for once");
            }
            asked.add(new Asked(key, RequestFields.count(pointer + "/count", placement.count())));
        }
        return asked;
    }

    private Map<String, Object> frozenContext() {
        if (context == null || context.isNull()) {
            return Map.of();
        }
        // it is kept with every decision that it was given for
        if (context.toString().getBytes(StandardCharsets.UTF_8).length > MAX_CONTEXT_BYTES) {
            throw ProblemException.malformed("/context", "must be at most " + MAX_CONTEXT_BYTES + " bytes of JSON");
        }
        try {
            return JsonValues.freeze(context, "/context");
        } catch (InvalidJsonValue e) {
            throw ProblemException.malformed(e.pointer(), e.detail());
        }
    }
}
