package io.cairn.events.plan;

import io.cairn.model.event.LoggedEvent;
import java.util.Optional;

/** Holds events against the plan. */
@FunctionalInterface
public interface PlanCheck {
    /** A plan that plans nothing. */
    PlanCheck NONE = event -> Optional.empty();

    /** Why the event must not be taken; empty if it may be. */
    Optional<Violation> refusal(LoggedEvent event);

    /** The same of an event that has not come: nothing is counted. */
    default Optional<Violation> wouldRefuse(LoggedEvent event) {
        return refusal(event);
    }
}
