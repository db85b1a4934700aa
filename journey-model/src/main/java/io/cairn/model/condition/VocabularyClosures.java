package io.cairn.model.condition;

import dev.cel.common.exceptions.CelInvalidArgumentException;
import io.cairn.model.condition.Closure.Constant;
import io.cairn.model.condition.Closure.Real;
import io.cairn.model.condition.Closure.Whole;
import io.cairn.model.condition.Facts.OfferFacts;
import io.cairn.model.condition.Facts.Position;
import io.cairn.model.condition.Members.Root;
import io.cairn.model.profile.Consents;
import io.cairn.model.profile.EventStats;
import io.cairn.model.profile.EventStats.RecentEvent;
import io.cairn.model.profile.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The vocabulary as closures: what {@link Evaluation} answers to CEL's interpreter, with the literals looked at once.
 *
 * @param windows those of the condition, by their text
 */
record VocabularyClosures(Map<String, Window> windows, CartEvents cartEvents) {
    private static final Path CART = Path.of("cart()");

    /** A list of objects that is always there. */
    interface Listing extends Closure {
        List<?> list(Facts facts);

        @Override
        default Object value(Facts facts, Locals locals) {
            return list(facts);
        }
    }

    /** {@code since(event)}. */
    record Since(String event, Unknown missing) implements Closure {
        private static final int MILLIS = 1_000;
        private static final long NANOS_OF_MILLI = 1_000_000;
        private static final long NANOS = 1_000_000_000;

        @Override
        public Object value(Facts facts, Locals locals) {
            OptionalLong last = facts.profile().lastMillis(event);
            return last.isEmpty() ? missing : Duration.between(Instant.ofEpochMilli(last.getAsLong()), facts.now());
        }

        /** Compared with a duration, without making one: the question that conditions ask most. */
        Closure compared(Comparison comparison, Duration limit) {
            long limitSeconds = limit.getSeconds();
            int limitNanos = limit.getNano();
            return (facts, locals) -> {
                OptionalLong seen = facts.profile().lastMillis(event);
                if (seen.isEmpty()) {
                    return missing;
                }
                long last = seen.getAsLong();
                Instant now = facts.now();
                long seconds = now.getEpochSecond() - Math.floorDiv(last, MILLIS) - limitSeconds;
                long nanos = (long) now.getNano() - Math.floorMod(last, MILLIS) * NANOS_OF_MILLI - limitNanos;
                // the nanoseconds are within two seconds
                boolean near = Math.abs(seconds) <= 2;
                return comparison.holds(Long.signum(near ? seconds * NANOS + nanos : seconds));
            };
        }
    }

    /** {@code offer.tags}. */
    static final class OfferTags implements Closure {
        private static final Unknown MISSING = Unknown.missing("offer.tags");

        @Override
        public Object value(Facts facts, Locals locals) {
            OfferFacts offer = facts.offer();
            return offer == null ? MISSING : offer.tags().stream().sorted().toList();
        }

        Object contain(Object value, Facts facts) {
            OfferFacts offer = facts.offer();
            return offer == null
                    ? MISSING
                    : (Object) (value instanceof String tag && offer.tags().contains(tag));
        }
    }

    static Closure offerValue() {
        Unknown missing = Unknown.missing("offer.value");
        return (facts, locals) -> {
            OfferFacts offer = facts.offer();
            return offer == null ? missing : (Object) offer.value();
        };
    }

    /** A call of a function of the vocabulary; its literals are checked. */
    Closure call(String function, List<Closure> arguments) {
        return switch (function) {
            case "cart" ->
                (Listing) facts -> new JsonObjects<>(CART, Cart.items(facts.profile(), cartEvents), each -> each);
            case "days" -> hours(function, arguments.get(0), Duration.ofDays(1).toHours());
            case "hours" -> hours(function, arguments.get(0), 1);
            case "daysUntil" -> failing(daysUntil(arguments.get(0)));
            default -> ofName(function, literal(arguments.get(0)), arguments);
        };
    }

    /** What asks others than the facts themselves, or throws for what it cannot take. */
    private static Closure failing(Closure closure) {
        return (facts, locals) -> {
            try {
                return closure.value(facts, locals);
            } catch (RuntimeException e) {
                return Unknown.FAILED;
            }
        };
    }

    private static String literal(Closure argument) {
        return (String) ((Constant) argument).constant();
    }

    private Closure ofName(String function, String name, List<Closure> arguments) {
        String written = function + "('" + name + "')";
        Unknown missing = Unknown.missing(written);
        Window window = arguments.size() == 1 ? null : windows.get(literal(arguments.get(1)));
        return switch (function) {
            case "count" -> count(name, window);
            case "total" -> total(name, window);
            case "seen" -> (facts, locals) -> stats(name, facts) != null;
            case "since" -> new Since(name, missing);
            case "first" -> ofSeen(name, missing, (stats, facts) -> stats.first());
            case "last" -> ofSeen(name, missing, (stats, facts) -> stats.last());
            case "latest" -> latest(name).whole();
            case "recent" -> recent(name, Path.of(written));
            case "stage" -> failing(position(name, missing, (position, facts) -> position.stage()));
            case "timeInStage" ->
                failing(position(name, missing, (position, facts) -> Duration.between(position.since(), facts.now())));
            case "persona" ->
                failing((facts, locals) -> {
                    String persona = facts.journeys().persona(name);
                    return persona == null ? missing : persona;
                });
            case "consented" -> {
                String asked = Consents.name(name);
                yield failing((facts, locals) -> Consent.givenFor(facts, asked));
            }
            default -> throw new IllegalArgumentException("no such function: " + function);
        };
    }

    private static @Nullable EventStats stats(String event, Facts facts) {
        return facts.profile().stats(event).orElse(null);
    }

    private static Whole count(String event, @Nullable Window window) {
        if (window == null) {
            return (facts, locals) -> {
                EventStats stats = stats(event, facts);
                return stats == null ? 0 : stats.count();
            };
        }
        return (facts, locals) -> {
            EventStats stats = stats(event, facts);
            return stats == null ? 0 : stats.count(window, facts.now());
        };
    }

    private static Real total(String event, @Nullable Window window) {
        return (facts, locals) -> {
            EventStats stats = stats(event, facts);
            if (stats == null) {
                return 0;
            }
            return (window == null ? stats.total() : stats.total(window, facts.now())).doubleValue();
        };
    }

    private static Closure ofSeen(String event, Unknown missing, BiFunction<EventStats, Facts, Object> ask) {
        return (facts, locals) -> {
            EventStats stats = stats(event, facts);
            return stats == null ? missing : ask.apply(stats, facts);
        };
    }

    /** {@code latest(event)}. */
    static Root latest(String event) {
        return Root.of("latest('" + event + "')", facts -> {
            EventStats stats = stats(event, facts);
            return stats == null ? null : stats.recent().get(0).properties();
        });
    }

    private static Listing recent(String event, Path path) {
        Function<RecentEvent, Map<String, Object>> properties = RecentEvent::properties;
        return facts -> {
            EventStats stats = stats(event, facts);
            return stats == null ? List.of() : new JsonObjects<>(path, stats.recent(), properties);
        };
    }

    private static Closure position(String journey, Unknown missing, BiFunction<Position, Facts, Object> ask) {
        return (facts, locals) -> {
            Position position = facts.journeys().position(journey);
            return position == null ? missing : ask.apply(position, facts);
        };
    }

    private static Closure hours(String function, Closure amount, long each) {
        if (amount instanceof Constant constant) {
            try {
                return new Constant(Evaluation.hours(function, constant.constant(), each));
            } catch (CelInvalidArgumentException e) {
                // it fails whenever it is evaluated
            }
        }
        return failing((facts, locals) -> {
            Object value = amount.value(facts, locals);
            return value instanceof Unknown ? value : Evaluation.hours(function, value, each);
        });
    }

    private static Closure daysUntil(Closure date) {
        return (facts, locals) -> {
            Object value = date.value(facts, locals);
            return value instanceof Unknown ? value : (Object) Anniversary.daysUntil(value, facts.now(), facts.zone());
        };
    }
}
