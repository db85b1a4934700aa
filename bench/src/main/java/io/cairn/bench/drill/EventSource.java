package io.cairn.bench.drill;

import io.cairn.model.event.EventType;
import io.cairn.model.event.LoggedEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of a {@link Cast}. Each known customer has one device, which an identify joins sooner or later
 * ({@link #joins}), and now and then a new guest, whom several sources identify at about the same time; strangers stay
 * anonymous.
 */
final class EventSource {
    private static final List<String> NAMES = List.of("product_view", "add_to_cart", "purchase", "search");
    private static final List<String> CATEGORIES = List.of("shoes", "coffee", "books");
    private static final Duration HISTORY = Duration.ofDays(40);

    /** Of all sources together: about ten of them are a guest's own, and four join her. */
    private static final int EVENTS_PER_GUEST = 100;

    private final Cast cast;
    private final AtomicInteger made;
    private final Instant latest;
    private final Random random;

    /**
     * @param made how many events all sources of one stream have made, which numbers them
     * @param latest no event is later, which must be past so that the service takes the times as they are
     */
    EventSource(Cast cast, AtomicInteger made, Instant latest, Random random) {
        this.cast = cast;
        this.made = made;
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

    /** What joins every anonymous id of a known customer to her, for the end of the stream. */
    List<SentEvent> joins(Collection<SentEvent> sent) {
        Map<String, String> owners = new TreeMap<>();
        for (SentEvent event : sent) {
            String anonymousId = event.event().anonymousId();
            if (anonymousId != null && !anonymousId.equals(event.customerId())) {
                owners.put(anonymousId, event.customerId());
            }
        }
        List<SentEvent> joins = new ArrayList<>();
        owners.forEach((anonymousId, owner) -> joins.add(event(owner, EventType.IDENTIFY, owner, anonymousId)));
        return joins;
    }

    /** One event of a customer by her own id. */
    SentEvent visit(String userId) {
        return event(userId, EventType.TRACK, userId, null);
    }

    private SentEvent next() {
        int dice = random.nextInt(100);
        EventType type = dice < 60
                ? EventType.TRACK
                : dice < 77 ? EventType.PAGE : dice < 97 ? EventType.IDENTIFY : EventType.GROUP;
        int who = random.nextInt(100);
        if (who < 15) {
            String stranger = cast.stranger(random.nextInt(Cast.STRANGERS));
            return event(stranger, type, null, stranger);
        }
        if (who < 25) {
            int guest = guest();
            return event(cast.host(guest), type, null, cast.guest(guest));
        }
        if (who < 29) {
            int guest = guest();
            return event(cast.host(guest), EventType.IDENTIFY, cast.host(guest), cast.guest(guest));
        }
        int number = random.nextInt(Cast.USERS);
        boolean anonymous = who < 45;
        boolean both = who >= 80;
        return event(
                cast.user(number),
                type,
                anonymous ? null : cast.user(number),
                anonymous || both ? cast.device(number) : null);
    }

    /** The one that is here now, or the one before, who may be joined by now. */
    private int guest() {
        return made.get() / EVENTS_PER_GUEST + random.nextInt(2);
    }

    private SentEvent event(String owner, EventType type, @Nullable String userId, @Nullable String anonymousId) {
        String name = type.isBehaviour() ? NAMES.get(random.nextInt(NAMES.size())) : null;
        LoggedEvent event = new LoggedEvent(
                cast.prefix() + "-" + made.incrementAndGet(),
                type,
                name,
                userId,
                anonymousId,
                time(),
                type.isBehaviour() ? properties() : Map.of(),
                type.isBehaviour() ? Map.of() : traits(),
                type == EventType.GROUP ? "drill-group-" + random.nextInt(3) : null);
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
