package io.cairn.local.sample;

import io.cairn.local.sample.SampleEvent.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes down what one customer does; knows whether the shop knows her yet. */
final class Journal {
    private final String customerId;
    private final String anonymousId;
    private final List<SampleEvent> events = new ArrayList<>();
    private boolean known;

    /** @param number from 1; names the customer {@code u-0001} and her browser {@code a-0001} */
    Journal(int number) {
        customerId = "u-%04d".formatted(number);
        anonymousId = "a-%04d".formatted(number);
    }

    String customerId() {
        return customerId;
    }

    boolean known() {
        return known;
    }

    /** From here on she is known: what this browser did before is hers, too. */
    void identify(Instant at, Map<String, Object> traits) {
        known = true;
        add(Call.IDENTIFY, null, anonymousId, at, traits);
    }

    void track(Instant at, String event, Map<String, Object> properties) {
        add(Call.TRACK, event, anonymousId, at, properties);
    }

    void page(Instant at, String name, Map<String, Object> properties) {
        add(Call.PAGE, name, anonymousId, at, properties);
    }

    void screen(Instant at, String name) {
        add(Call.SCREEN, name, anonymousId, at, Map.of());
    }

    /** What a till, a mail platform or the service sends: by customer id, without a browser. */
    void backOffice(Instant at, String event, Map<String, Object> properties) {
        if (!known) {
            throw new IllegalStateException(event + " of " + customerId + ", who is not known yet");
        }
        add(Call.TRACK, event, null, at, properties);
    }

    private void add(
            Call type, @Nullable String name, @Nullable String anonymous, Instant at, Map<String, Object> data) {
        String messageId = "sample-" + customerId + "-" + (events.size() + 1);
        events.add(new SampleEvent(messageId, type, name, known ? customerId : null, anonymous, at, data));
    }

    /** All of it by time, without what would be after {@code end}: its number stays taken, so that ids do not shift. */
    List<SampleEvent> until(Instant end) {
        return events.stream()
                .filter(event -> !event.at().isAfter(end))
                .sorted(Comparator.comparing(SampleEvent::at))
                .toList();
    }
}
