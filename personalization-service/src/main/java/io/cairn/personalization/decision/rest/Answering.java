package io.cairn.personalization.decision.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.decision.DecisionRequest;
import io.cairn.personalization.decision.DecisionService;
import io.cairn.personalization.event.EventsService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;

/** Answers a body, after the events that it carries are logged. */
@ApplicationScoped
class Answering {
    private final DecisionService decisions;
    private final EventsService events;

    Answering(DecisionService decisions, EventsService events) {
        this.decisions = decisions;
        this.events = events;
    }

    /**
     * The answer as JSON; as decisions do, it keeps no thread waiting.
     *
     * @param authorization the caller's header, to hand events over with
     * @throws ProblemException as decisions do, or the stage fails with it; 503 if the events could not be logged
     */
    CompletionStage<String> answer(DecisionBody body, String authorization) {
        DecisionRequest request = body.request();
        if (body.eventList().isEmpty()) {
            return decisions.decide(request).thenApply(answer -> answer.body(request.explain()));
        }
        if (!request.isRecorded()) {
            throw ProblemException.invalid("/events", "are logged for good: a dryRun, or another moment, takes none");
        }
        decisions.requireAnswerable(request); // else events without a messageId count again when it is asked once more
        return events.log(body.eventList(), authorization).thenCompose(receipt -> decisions
                .decide(request)
                .thenApply(answer -> withReceipt(answer.body(request.explain()), receipt)));
    }

    private static String withReceipt(String json, ObjectNode receipt) {
        return json.substring(0, json.length() - 1) + ",\"events\":" + receipt + "}";
    }
}
