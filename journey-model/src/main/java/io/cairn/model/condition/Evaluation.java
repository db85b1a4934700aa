package io.cairn.model.condition;

import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.runtime.CelFunctionResolver;
import dev.cel.runtime.CelResolvedOverload;
import dev.cel.runtime.CelVariableResolver;
import io.cairn.model.condition.Facts.OfferFacts;
import io.cairn.model.condition.Facts.Position;
import io.cairn.model.profile.EventStats;
import io.cairn.model.profile.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One evaluation: answers what CEL asks from the facts, which it does not copy. Used by one thread. */
final class Evaluation implements CelVariableResolver, CelFunctionResolver {
    private static final List<List<Class<?>>> ANY_ARGUMENTS =
            List.of(List.of(), List.of(Object.class), List.of(Object.class, Object.class));

    /** A century: what is further away is a mistake, and must not overflow. */
    static final long MAX_HOURS = 100L * 366 * 24;

    private final Facts facts;
    private final Map<String, Window> windows;
    private final CartEvents cartEvents;

    /** @param windows those of the condition, by their text */
    Evaluation(Facts facts, Map<String, Window> windows, CartEvents cartEvents) {
        this.facts = facts;
        this.windows = windows;
        this.cartEvents = cartEvents;
    }

    Facts facts() {
        return facts;
    }

    @Override
    public Optional<Object> find(String variable) {
        return switch (variable) {
            case "traits" ->
                Optional.of(new JsonObject(variable, facts.profile().traits()));
            case "context" -> Optional.of(new JsonObject(variable, facts.context()));
            case "now" -> Optional.of(facts.now());
            case "offer.value" -> Optional.of(offer(variable).value());
            case "offer.tags" ->
                Optional.of(offer(variable).tags().stream().sorted().toList());
            default -> Optional.empty();
        };
    }

    private OfferFacts offer(String variable) {
        OfferFacts offer = facts.offer();
        if (offer == null) {
            throw new MissingFact(variable);
        }
        return offer;
    }

    @Override
    public Optional<CelResolvedOverload> findOverloadMatchingArgs(
            String function, Collection<String> overloads, Object[] arguments) {
        return findOverloadMatchingArgs(function, arguments);
    }

    @Override
    @SuppressWarnings("Immutable") // lives as long as this evaluation
    public Optional<CelResolvedOverload> findOverloadMatchingArgs(String function, Object[] arguments) {
        return Optional.of(CelResolvedOverload.of(
                function, function, given -> call(function, given), true, ANY_ARGUMENTS.get(arguments.length)));
    }

    private Object call(String function, Object[] arguments) {
        return switch (function) {
            case "cart" -> objects("cart()", Cart.items(facts.profile(), cartEvents));
            case "daysUntil" -> Anniversary.daysUntil(arguments[0], facts.now(), facts.zone());
            case "days" -> hours(function, arguments[0], Duration.ofDays(1).toHours());
            case "hours" -> hours(function, arguments[0], 1);
            case "stage" -> position(function, arguments).stage();
            case "timeInStage" -> Duration.between(position(function, arguments).since(), facts.now());
            case "persona" -> required(facts.journeys().persona((String) arguments[0]), function, arguments);
            case "consented" -> Consent.given(facts, (String) arguments[0]);
            default -> ofEvents(function, arguments);
        };
    }

    private Object ofEvents(String function, Object[] arguments) {
        String event = (String) arguments[0];
        EventStats stats = facts.profile().stats(event).orElse(null);
        return switch (function) {
            case "count" -> stats == null ? 0L : count(stats, arguments);
            case "total" -> stats == null ? 0.0 : total(stats, arguments).doubleValue();
            case "seen" -> stats != null;
            case "recent" -> stats == null ? List.of() : recent(event, stats);
            default -> ofSeenEvents(function, arguments, required(stats, function, arguments));
        };
    }

    private Object ofSeenEvents(String function, Object[] arguments, EventStats stats) {
        return switch (function) {
            case "since" -> Duration.between(stats.last(), facts.now());
            case "first" -> stats.first();
            case "last" -> stats.last();
            case "latest" ->
                new JsonObject(
                        asWritten(function, arguments), stats.recent().get(0).properties());
            default -> throw new IllegalArgumentException("no such function: " + function);
        };
    }

    private long count(EventStats stats, Object[] arguments) {
        return arguments.length == 1 ? stats.count() : stats.count(window(arguments), facts.now());
    }

    private BigDecimal total(EventStats stats, Object[] arguments) {
        return arguments.length == 1 ? stats.total() : stats.total(window(arguments), facts.now());
    }

    private Window window(Object[] arguments) {
        String text = (String) arguments[1];
        Window window = windows.get(text);
        return window != null ? window : Window.parse(text);
    }

    private static List<Object> recent(String event, EventStats stats) {
        return objects(
                asWritten("recent", new Object[] {event}),
                stats.recent().stream().map(EventStats.RecentEvent::properties).toList());
    }

    private static List<Object> objects(String path, List<Map<String, Object>> all) {
        List<Object> views = new ArrayList<>(all.size());
        for (Map<String, Object> properties : all) {
            views.add(new JsonObject(path + "[" + views.size() + "]", properties));
        }
        return Collections.unmodifiableList(views);
    }

    private Position position(String function, Object[] arguments) {
        return required(facts.journeys().position((String) arguments[0]), function, arguments);
    }

    /** Takes integral doubles too, so that {@code days(traits.graceDays)} works. */
    private static Duration hours(String function, Object amount, long each) {
        if (amount instanceof Number number) {
            double hours = number.doubleValue() * each;
            if (number.doubleValue() == Math.rint(number.doubleValue()) && Math.abs(hours) <= MAX_HOURS) {
                return Duration.ofHours((long) hours);
            }
        }
        throw new CelInvalidArgumentException(function + " needs a whole number within a century, not " + amount);
    }

    private static <T> T required(@Nullable T value, String function, Object[] arguments) {
        if (value == null) {
            throw new MissingFact(asWritten(function, arguments));
        }
        return value;
    }

    private static String asWritten(String function, Object[] arguments) {
        return function + "('" + arguments[0] + "')";
    }
}
