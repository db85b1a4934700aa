package io.cairn.model.condition;

import io.cairn.model.json.JsonValues;
import io.cairn.model.profile.CustomerProfile;
import io.cairn.model.profile.EventStats;
import io.cairn.model.profile.EventStats.RecentEvent;
import io.cairn.model.profile.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is in the cart, as far as the recent events tell: walks back from the latest event; an item is in it if it was
 * added and not removed later, and no order followed. At the same instant an order comes last, and a removal before it.
 */
public final class Cart {
    private enum Change {
        ADDED,
        REMOVED
    }

    private record Step(Instant at, Change change, Map<String, Object> properties) {}

    private static final Comparator<Step> NEWEST_FIRST =
            Comparator.comparing(Step::at).thenComparing(Step::change).reversed();

    /** Before all times, in ms since 1970. */
    private static final long NEVER = -1;

    private Cart() {}

    /** The cart as a profile remembers it: a decision asks for it in many conditions. */
    private record Items(CartEvents events) implements Reading<List<Map<String, Object>>> {
        @Override
        public List<Map<String, Object>> of(CustomerProfile profile) {
            return read(profile, events);
        }
    }

    /** The properties of the adding events, newest first; each item once. */
    public static List<Map<String, Object>> items(CustomerProfile profile, CartEvents events) {
        return profile.read(new Items(events));
    }

    private static List<Map<String, Object>> read(CustomerProfile profile, CartEvents events) {
        long added = last(profile, events.added());
        long ordered = added == NEVER ? NEVER : last(profile, events.ordered());
        if (added <= ordered) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        collect(profile, events.added(), Change.ADDED, ordered, steps);
        collect(profile, events.removed(), Change.REMOVED, ordered, steps);
        if (steps.size() == 1) {
            return List.of(steps.get(0).properties());
        }
        steps.sort(NEWEST_FIRST);

        List<Map<String, Object>> items = new ArrayList<>();
        Set<Object> settled = new HashSet<>();
        for (Step step : steps) {
            Object id = itemId(step.properties());
            boolean first = id == null || settled.add(id);
            if (first && step.change() == Change.ADDED) {
                items.add(step.properties());
            }
        }
        return List.copyOf(items);
    }

    /** The time of the latest event of some names, which tells most carts to be empty without reading the events. */
    private static long last(CustomerProfile profile, Set<String> names) {
        long last = NEVER;
        for (String name : names) {
            last = Math.max(last, profile.lastMillis(name).orElse(NEVER));
        }
        return last;
    }

    /** Those after the last order. */
    private static void collect(
            CustomerProfile profile, Set<String> names, Change change, long ordered, List<Step> steps) {
        for (String name : names) {
            EventStats stats = profile.stats(name).orElse(null);
            if (stats == null) {
                continue;
            }
            for (RecentEvent event : stats.recent()) {
                if (event.at().toEpochMilli() <= ordered) {
                    break;
                }
                steps.add(new Step(event.at(), change, event.properties()));
            }
        }
    }

    private static @Nullable Object itemId(Map<String, Object> properties) {
        for (String key : CartEvents.ITEM_IDS) {
            Object id = properties.get(key);
            if (id != null && id != JsonValues.NULL) {
                return id instanceof Number ? id.toString() : id; // the page says 5, the till "5"
            }
        }
        return null;
    }
}
