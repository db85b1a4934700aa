package io.cairn.events.timeline;

import io.cairn.events.identity.persistence.Customers;
import io.cairn.events.log.persistence.RetainedRow;
import io.cairn.events.timeline.persistence.TimelineRepository;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Optional;

/** What customers did, newest first. */
@ApplicationScoped
public class Timeline {
    private final Customers customers;
    private final TimelineRepository events;
    private final RetainedRow retained;

    Timeline(Customers customers, TimelineRepository events, RetainedRow retained) {
        this.customers = customers;
        this.events = events;
        this.retained = retained;
    }

    /** @param id a customer's own, or an anonymous or external id of hers; empty for a stranger */
    public Optional<TimelinePage> page(String id, PageRequest request) throws SQLException {
        TimelinePosition after = request.after().map(TimelinePosition::parse).orElse(TimelinePosition.START);
        Optional<String> customerId = customers.of(id);
        if (customerId.isEmpty()) {
            return Optional.empty();
        }
        Page<TimelineItem> page = events.before(customerId.get(), after, request.limit())
                .page(item -> new TimelinePosition(item.at(), item.messageId()).text());
        return Optional.of(TimelinePage.of(page, retained.since().orElse(null)));
    }
}
