package io.cairn.events.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was seen, as rows to be added. */
public record Written(List<Event> events, List<Hour> hours, List<Property> properties) {
    /** Of one name. */
    public record Event(
            String name,
            long count,
            @Nullable Instant first,
            @Nullable Instant last,
            @Nullable Instant received,
            long sampled,
            long violations,
            long rejected,
            @Nullable String violation,
            @Nullable Instant violationAt) {}

    /** Of one name in one hour. */
    public record Hour(String name, Instant hour, long count) {}

    /** Of one name, property and type. */
    public record Property(String name, String property, String type, long count) {}

    static Written of(Map<String, Tally> tallies) {
        List<Event> events = new ArrayList<>();
        List<Hour> hours = new ArrayList<>();
        List<Property> properties = new ArrayList<>();
        tallies.forEach((name, tally) -> {
            events.add(new Event(
                    name,
                    tally.count,
                    tally.first,
                    tally.last,
                    tally.received,
                    tally.sampled,
                    tally.violations,
                    tally.rejected,
                    tally.violation,
                    tally.violationAt));
            tally.hours.forEach((hour, count) -> hours.add(new Hour(name, hour, count)));
            tally.types
                    .counts()
                    .forEach((typed, count) ->
                            properties.add(new Property(name, typed.property(), typed.type(), count)));
        });
        return new Written(events, hours, properties);
    }
}
