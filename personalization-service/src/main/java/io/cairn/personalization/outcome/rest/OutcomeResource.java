package io.cairn.personalization.outcome.rest;

import io.cairn.kit.auth.Roles;
import io.cairn.kit.problem.Problem.InputError;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.outcome.OutcomeService;
import io.cairn.personalization.outcome.UnknownProposition;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/v1/outcomes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Outcomes", description = "What became of what was handed out")
class OutcomeResource {
    private static final String REQUEST =
            """
            {"outcomes": [
              {"propositionId": "2f0c0c6e-8a6f-4f0e-9a55-0d4f3b1f3a51.1", "outcome": "clicked", "at": "2026-11-21T10:16:00Z"},
              {"requestId": "campaign-7/u-0001", "customerId": "u-0001", "outcome": "converted", "value": 59.9}
            ]}""";

    private static final String RECEIPT =
            """
            {"accepted": 1, "rejected": [
              {"index": 0, "detail": "/outcomes/0/propositionId: there is no such proposition"}]}""";

    private final OutcomeReader reader;
    private final OutcomeService outcomes;
    private final SecurityIdentity caller;

    OutcomeResource(OutcomeReader reader, OutcomeService outcomes, SecurityIdentity caller) {
        this.reader = reader;
        this.outcomes = outcomes;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.DECIDE, Roles.INGEST})
    @Operation(
            summary = "Report what became of propositions",
            description =
                    """
                    One outcome, or up to 1000 as `outcomes`: `delivered`, `opened`, `clicked`, `converted`, `dismissed` \
                    or `failed`, of a `propositionId`, or of all that a decision with this `requestId` handed out (with \
                    `customerId` where more than one customer was asked for with it). In any order and any number of \
                    times: of each kind one counts for a proposition, the earliest. A `value` that is reported by `requestId` \
                    counts in full for each proposition of the answer, and is not divided among them: it is what each offer had a part in, \
                    so that values of different offers must not be added up. To credit one of them, report by its \
                    `propositionId`. `failed` releases what caps and the \
                    offer's total counted; unless any other outcome says that it reached the customer, which counts for \
                    good, whichever is told first. A key of role `ingest`, \
                    which a page may hold, reports by `propositionId` only, and nothing as `failed`. What is unknown in a list is \
                    rejected alone; a single one that is \
                    unknown is a 422. While PostgreSQL is away, outcomes of what Redis knows are still taken (give \
                    `customerId`, too); others are a 503. So is a `requestId` of a `customerId` that leads nowhere yet, while \
                    profiles are being rebuilt.""")
    @APIResponse(
            responseCode = "200",
            description = "Durable. What is in `rejected` was not taken.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = OutcomeReceipt.class),
                            examples = @ExampleObject(name = "receipt", value = RECEIPT)))
    public OutcomeReceipt take(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(anyOf = {OutcomesBody.class, OutcomeBody.class}),
                                            examples = @ExampleObject(name = "outcomes", value = REQUEST)))
                    byte[] body)
            throws SQLException {
        OutcomeReader.Read read = reader.read(body, !caller.hasRole(Roles.DECIDE));
        SortedMap<Integer, InputError> faults = new TreeMap<>(read.malformed());
        List<Integer> positions = List.copyOf(read.reports().keySet());
        Map<Integer, UnknownProposition> unknown =
                outcomes.take(List.copyOf(read.reports().values()));
        unknown.forEach((index, fault) ->
                faults.put(positions.get(index), new InputError(fault.pointer(), String.valueOf(fault.getMessage()))));
        if (!read.isBatch() && !faults.isEmpty()) {
            throw ProblemException.invalid(List.copyOf(faults.values()));
        }
        List<OutcomeReceipt.Rejected> rejected = new ArrayList<>();
        faults.forEach((index, fault) -> rejected.add(
                new OutcomeReceipt.Rejected(index, "/outcomes/" + index + fault.pointer() + ": " + fault.detail())));
        return new OutcomeReceipt(positions.size() - unknown.size(), rejected);
    }

    /** Many outcomes as they are sent. */
    @Schema(name = "OutcomeReports")
    private record OutcomesBody(List<OutcomeBody> outcomes) {}
}
