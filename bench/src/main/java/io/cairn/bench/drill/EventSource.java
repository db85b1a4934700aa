package io.cairn.bench.drill;

import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of few customers, so that many writers meet at each profile. Each known customer has one device, which an
 * identify joins sooner or later ({@link #joins}); strangers stay anonymous.
 */
final class EventSource {
    static final int USERS = 12;
    static final int STRANGERS = 4;

    private static final List<String> NAMES = List.of("product_view", "add_to_cart", "purchase", "search");
    private static final List<String> CATEGORIES = List.of("shoes", "coffee", "books");
    private static final Duration HISTORY = Duration.ofDays(40);

    private final String prefix;
    private final Instant latest;
    private final Random random;
    private int made;

    /**
     * @param prefix of all messageIds, different for each source
     * @param latest no event is later, which must be past so that the service takes the times as they are
     */
    EventSource(String prefix, Instant latest, Random random) {
        this.prefix = prefix;
        this.latest = latest;
        this.random = random;
    }

    List<SentEvent> next(int size) {
        List<SentEvent> events = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            events.add(next());
        }
        return events;
    }

    /** What joins every device to its user, for the end of the stream. */
    List<SentEvent> joins() {
        List<SentEvent> joins = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            joins.add(event(user(i), EventType.IDENTIFY, user(i), device(i)));
        }
        return joins;
    }

    /** Every id that an event may name. */
    static List<String> everyId() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            ids.addAll(List.of(user(i), device(i)));
        }
        for (int i = 0; i < STRANGERS; i++) {
            ids.add(stranger(i));
        }
        return ids;
    }

    static String user(int number) {
        return "drill-user-" + number;
    }

    static String device(int number) {
        return "drill-device-" + number;
    }

    static String stranger(int number) {
        return "drill-stranger-" + number;
    }

    private SentEvent next() {
        int dice = random.nextInt(100);
        EventType type = dice < 60 ? EventType.TRACK : dice < 80 ? EventType.PAGE : EventType.IDENTIFY;
        int who = random.nextInt(100);
        if (who < 15) {
            String stranger = stranger(random.nextInt(STRANGERS));
            return event(stranger, type, null, stranger);
        }
        int number = random.nextInt(USERS);
        boolean anonymous = who < 35;
        boolean both = who >= 80;
        return event(user(number), type, anonymous ? null : user(number), anonymous || both ? device(number) : null);
    }

    private SentEvent event(String owner, EventType type, @Nullable String userId, @Nullable String anonymousId) {
        String name = type.isBehaviour() ? NAMES.get(random.nextInt(NAMES.size())) : null;
        LoggedEvent event = new LoggedEvent(
                prefix + "-" + ++made,
                type,
                name,
                userId,
                anonymousId,
                time(),
                type.isBehaviour() ? properties() : Map.of(),
                type == EventType.IDENTIFY ? traits() : Map.of());
        return new SentEvent(owner, event);
    }

    /** In no order, and some at the very same time. */
    private Instant time() {
        long back = random.nextInt(10) == 0
                ? Duration.ofHours(random.nextInt(24)).toMillis()
                : (long) (random.nextDouble() * HISTORY.toMillis());
        return latest.minusMillis(back);
    }

    private Map<String, Object> properties() {
        String category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
        return random.nextInt(3) == 0
                ? Map.of("category", category)
                : Map.of("category", category, "value", BigDecimal.valueOf(random.nextInt(10_000), 2));
    }

    private Map<String, Object> traits() {
        return switch (random.nextInt(3)) {
            case 0 -> Map.of("country", List.of("DE", "FR", "AT").get(random.nextInt(3)));
            case 1 -> Map.of("points", (long) random.nextInt(1_000));
            default -> Map.of("firstName", "N" + random.nextInt(50), "newsletter", random.nextBoolean());
        };
    }
}
