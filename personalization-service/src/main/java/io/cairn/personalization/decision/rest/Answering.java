package io.cairn.personalization.decision.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cairn.kit.problem.ProblemException;
import io.cairn.personalization.customer.Answer;
import io.cairn.personalization.decision.DecisionRequest;
import io.cairn.personalization.decision.DecisionService;
import io.cairn.personalization.event.EventsService;
import jakarta.enterprise.context.ApplicationScoped;

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
     * The answer as JSON.
     *
     * @param authorization the caller's header, to hand events over with
     * @throws ProblemException as decisions do; 503 if the events could not be logged
     */
    String answer(DecisionBody body, String authorization) {
        DecisionRequest request = body.request();
        if (body.eventList().isEmpty()) {
            return decisions.decide(request).body(request.explain());
        }
        if (!request.isRecorded()) {
            throw ProblemException.invalid("/events", "are logged for good: a dryRun, or another moment, takes none");
        }
        ObjectNode receipt = events.log(body.eventList(), authorization);
        Answer answer = decisions.decide(request);
        String json = answer.body(request.explain());
        return json.substring(0, json.length() - 1) + ",\"events\":" + receipt + "}";
    }
}
