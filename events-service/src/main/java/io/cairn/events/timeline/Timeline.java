package io.cairn.events.timeline;

import io.cairn.events.identity.persistence.Customers;
import io.cairn.events.timeline.persistence.TimelineRepository;
import io.cairn.kit.paging.Page;
import io.cairn.kit.paging.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What customers did, newest first. */
@ApplicationScoped
public class Timeline {
    private final Customers customers;
    private final TimelineRepository events;

    Timeline(Customers customers, TimelineRepository events) {
        this.customers = customers;
        this.events = events;
    }

    /** @param id a customer's own, or an anonymous or external id of hers; empty for a stranger */
    public Optional<Page<TimelineItem>> page(String id, PageRequest request) throws SQLException {
        TimelinePosition after = request.after().map(TimelinePosition::parse).orElse(TimelinePosition.START);
        Optional<String> customerId = customers.of(id);
        if (customerId.isEmpty()) {
            return Optional.empty();
        }
        List<TimelineItem> found = events.before(customerId.get(), after, request.limit() + 1);
        return Optional.of(Page.of(found, request, item -> new TimelinePosition(item.at(), item.messageId()).text()));
    }
}
