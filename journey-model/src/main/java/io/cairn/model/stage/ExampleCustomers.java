package io.cairn.model.stage;

import io.cairn.model.condition.Condition;
import io.cairn.model.condition.Constants;
import io.cairn.model.condition.Facts;
import io.cairn.model.event.LoggedEvent;
import io.cairn.model.json.JsonValues;
import io.cairn.model.json.Texts;
import io.cairn.model.stage.ExampleCustomer.Behaviour;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Looks for a customer with wanted facts among generated ones, whose counts, times, traits and properties are the
 * constants of conditions and their neighbours. The same conditions give the same customers at the same moment. That none is
 * found proves nothing.
 */
public final class ExampleCustomers {
    /** Evaluating one takes some microseconds. */
    private static final int TRIES = 1_500;

    /** What all tries together may have of events and traits: each costs as much again. */
    private static final int MAX_CHOSEN = 30_000;

    /** Of an event: more than are ever looked at, and not the product of all that a long condition names. */
    private static final int MAX_BEHAVIOURS = 2_000;

    private static final int MAX_COUNT = 60;
    private static final int MAX_PROPERTY_CHOICES = 24;
    private static final Duration HOUR = Duration.ofHours(1);

    /** What one event or trait may be; null: it is not there. */
    private record Dimension(List<Optional<Object>> choices) {}

    /** A trait's name and value. */
    private record Named(String name, Object value) {}

    private ExampleCustomers() {}

    /** The first customer who passes; those of whom least is known come first. */
    public static Optional<ExampleCustomer> find(Instant now, Collection<Condition> near, Predicate<Facts> wanted) {
        List<Dimension> dimensions = dimensions(now, near);
        double all = 1;
        for (Dimension dimension : dimensions) {
            all *= dimension.choices().size();
        }
        int most = Math.min(TRIES, MAX_CHOSEN / Math.max(1, dimensions.size()));
        boolean each = all <= most;
        int tries = each ? (int) all : most;
        for (int i = 0; i < tries; i++) {
            ExampleCustomer customer = customer(dimensions, i, each);
            if (wanted.test(customer.facts(now))) {
                return Optional.of(customer);
            }
        }
        return Optional.empty();
    }

    private static ExampleCustomer customer(List<Dimension> dimensions, int number, boolean each) {
        List<Behaviour> behaviours = new ArrayList<>();
        Map<String, Object> traits = new LinkedHashMap<>();
        long rest = number;
        for (int d = 0; d < dimensions.size(); d++) {
            List<Optional<Object>> choices = dimensions.get(d).choices();
            long choice = each ? rest : scattered(number * 1_000L + d);
            rest /= choices.size();
            Object chosen = choices.get(Math.floorMod(choice, choices.size())).orElse(null);
            if (chosen instanceof Behaviour behaviour) {
                behaviours.add(behaviour);
            } else if (chosen instanceof Named trait) {
                traits.put(trait.name(), trait.value());
            }
        }
        return new ExampleCustomer(behaviours, traits);
    }

    /** The finalizer of SplitMix64: neighbours land far apart. */
    private static long scattered(long seed) {
        long z = seed * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (z ^ (z >>> 31)) >>> 1;
    }

    private static List<Dimension> dimensions(Instant now, Collection<Condition> near) {
        Map<String, Set<Object>> behaviours = new LinkedHashMap<>();
        Map<String, Set<Object>> traits = new LinkedHashMap<>();
        for (Condition condition : near) {
            Constants constants = condition.constants();
            for (String event : new TreeSet<>(condition.eventNames())) {
                String name = event.equals(LoggedEvent.ANY_NAME) ? "any event" : event;
                addBehaviours(
                        name,
                        constants,
                        values(now, constants),
                        behaviours.computeIfAbsent(name, n -> new LinkedHashSet<>()));
            }
            for (String trait : factual(constants.traits())) {
                traits.computeIfAbsent(trait, t -> new LinkedHashSet<>()).addAll(named(trait, values(now, constants)));
            }
        }
        List<Dimension> dimensions = new ArrayList<>();
        behaviours.values().forEach(choices -> dimensions.add(dimension(choices)));
        traits.values().forEach(choices -> dimensions.add(dimension(choices)));
        return dimensions;
    }

    private static Dimension dimension(Set<Object> choices) {
        List<Optional<Object>> all = new ArrayList<>();
        all.add(Optional.empty());
        choices.forEach(choice -> all.add(Optional.of(choice)));
        return new Dimension(all);
    }

    /** Adds what she may have done of an event, as far as there is room. */
    private static void addBehaviours(String event, Constants constants, List<Object> values, Set<Object> all) {
        Set<Integer> counts = new TreeSet<>(Set.of(1));
        for (double number : constants.numbers()) {
            for (double near : new double[] {Math.floor(number), Math.ceil(number), number + 1}) {
                if (near >= 1 && near <= MAX_COUNT) {
                    counts.add((int) near);
                }
            }
        }
        Set<Duration> ages = new LinkedHashSet<>(Set.of(HOUR));
        Duration longest = HOUR;
        for (Duration span : constants.spans()) {
            if (span.compareTo(HOUR) > 0) {
                ages.add(span.minus(HOUR));
            }
            if (!span.isNegative()) {
                // windows count whole buckets: up to a day more
                ages.add(span.plusHours(25));
                longest = longest.compareTo(span) > 0 ? longest : span;
            }
        }
        for (Map<String, Object> properties : properties(constants, values)) {
            for (int count : counts) {
                for (Duration age : ages) {
                    if (all.size() >= MAX_BEHAVIOURS) {
                        return;
                    }
                    all.add(new Behaviour(event, count, age, Duration.ofMinutes(1), properties));
                    if (count > 1 && !constants.spans().isEmpty()) {
                        all.add(new Behaviour(event, count, age, longest.plusHours(25), properties));
                    }
                }
            }
        }
    }

    private static List<Map<String, Object>> properties(Constants constants, List<Object> values) {
        List<Map<String, Object>> all = List.of(Map.of());
        for (String name : factual(constants.properties())) {
            List<Map<String, Object>> more = new ArrayList<>();
            for (Map<String, Object> properties : all) {
                for (Object value : values) {
                    Map<String, Object> with = new LinkedHashMap<>(properties);
                    with.put(name, value);
                    more.add(with);
                }
            }
            all = more.subList(0, Math.min(MAX_PROPERTY_CHOICES, more.size()));
        }
        return all;
    }

    private static List<Named> named(String trait, List<Object> values) {
        return values.stream().map(value -> new Named(trait, value)).toList();
    }

    /** The names that a property or a trait may have. */
    private static List<String> factual(Collection<String> names) {
        return names.stream()
                .filter(name -> name.length() <= JsonValues.MAX_KEY_LENGTH && Texts.fault(name) == null)
                .toList();
    }

    private static List<Object> values(Instant now, Constants constants) {
        List<Object> values = new ArrayList<>();
        constants.texts().stream().filter(text -> Texts.fault(text) == null).forEach(values::add);
        for (double number : constants.numbers()) {
            if (!Double.isFinite(number)) {
                continue; // no property has it
            }
            values.add(BigDecimal.valueOf(number));
            values.add(BigDecimal.valueOf(number + 1));
            values.add(BigDecimal.valueOf(number - 1));
        }
        values.add(true);
        values.add(false);
        values.add("something else");
        // a birthday in the week to come
        values.add(now.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(5)
                .withYear(1990)
                .toString());
        return values;
    }
}
