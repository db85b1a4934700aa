package io.cairn.journey.map;

import io.cairn.kit.db.DatabaseFaults;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** How many maps are due for review, as a metric; asked when it is read. */
@ApplicationScoped
class DueReviews {
    private final Journeys journeys;
    private final MeterRegistry meters;

    DueReviews(Journeys journeys, MeterRegistry meters) {
        this.journeys = journeys;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder("cairn.journeys.due", this, DueReviews::count)
                .description("how many maps are due for review")
                .register(meters);
    }

    /** Not a number while PostgreSQL is away: the other metrics are needed then. */
    private double count() {
        try {
            return journeys.countDue();
        } catch (RuntimeException e) {
            if (DatabaseFaults.isUnavailable(e)) {
                return Double.NaN;
            }
            throw e;
        }
    }
}
