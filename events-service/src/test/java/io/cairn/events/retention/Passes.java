package io.cairn.events.retention;

import io.cairn.events.log.Retained;
import io.cairn.events.log.persistence.RetainedRow;
import io.cairn.events.rebuild.persistence.AllCustomers;
import io.cairn.events.retention.persistence.ExpiredEvents;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Passes at other times than now. */
@ApplicationScoped
class Passes {
    private final RetainedRow row;
    private final Retained retained;
    private final ExpiredEvents events;
    private final AllCustomers customers;

    Passes(RetainedRow row, Retained retained, ExpiredEvents events, AllCustomers customers) {
        this.row = row;
        this.retained = retained;
        this.events = events;
        this.customers = customers;
    }

    /** One that keeps 30 days. */
    RetentionPass at(String day, int page) {
        return at(Instant.parse(day + "T12:00:00Z"), page);
    }

    RetentionPass at(Instant now, int page) {
        return new RetentionPass(
                Optional.of(Retention.parse("30d")),
                row,
                retained,
                events,
                customers,
                Clock.fixed(now, ZoneOffset.UTC),
                page);
    }
}
