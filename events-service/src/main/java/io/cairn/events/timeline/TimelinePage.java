package io.cairn.events.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cairn.kit.paging.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a timeline.
 *
 * @param next the cursor for the next page; absent at the end
 * @param retainedSince events from before it are no longer kept, though profiles know of them; absent if all are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelinePage(List<TimelineItem> items, @Nullable String next, @Nullable Instant retainedSince) {
    static TimelinePage of(Page<TimelineItem> page, @Nullable Instant retainedSince) {
        return new TimelinePage(page.items(), page.next(), retainedSince);
    }
}
