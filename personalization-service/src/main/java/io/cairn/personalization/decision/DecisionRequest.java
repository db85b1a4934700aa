package io.cairn.personalization.decision;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param customerId the customer's own id, or an anonymous or external id of hers
 * @param requestId the same one gets the same answer
 * @param context of the request, for conditions and content: frozen JSON values
 * @param locale BCP 47
 * @param dryRun reserves and records nothing
 * @param explain whether the answer shall carry the trace
 * @param at another moment than now; nothing is reserved or recorded then either
 * @param repeatOffers whether an offer may be handed out at several placements
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DecisionRequest(
        String customerId,
        @Nullable String requestId,
        List<Asked> placements,
        Map<String, Object> context,
        @Nullable String locale,
        boolean dryRun,
        boolean explain,
        @Nullable Instant at,
        boolean repeatOffers) {
    /** The most placements in one request. */
    public static final int MAX_PLACEMENTS = 50;

    /** @param count how many propositions at most, 1 to 30 */
    public record Asked(String key, int count) {}

    public DecisionRequest {
        context = context == null ? Map.of() : context; // what is logged leaves out what is empty
        placements = List.copyOf(placements);
    }

    /** Whether the answer counts: is reserved, recorded and repeated. */
    @JsonIgnore
    public boolean isRecorded() {
        return !dryRun && at == null;
    }
}
