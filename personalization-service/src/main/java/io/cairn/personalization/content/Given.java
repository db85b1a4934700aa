package io.cairn.personalization.content;

import java.math.BigDecimal;
import java.time.temporal.TemporalAccessor;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The data given to a template, wrapped so that it can be looked up and nothing else. */
final class Given {
    private Given() {}

    /** An object: its fields can be asked for. */
    record Fields(Map<?, ?> map, Budget budget) {
        @Nullable
        Object field(String name) {
            budget.step();
            return wrap(map.get(name), budget);
        }
    }

    /** A list: its items and its size can be asked for. A java.util.List, so that Qute knows an empty one as false. */
    static final class Items extends AbstractList<@Nullable Object> {
        private final List<?> list;
        private final Budget budget;

        Items(List<?> list, Budget budget) {
            this.list = list;
            this.budget = budget;
        }

        @Override
        public @Nullable Object get(int index) {
            budget.step();
            return wrap(list.get(index), budget);
        }

        @Override
        public int size() {
            return list.size();
        }

        Budget budget() {
            return budget;
        }
    }

    /** One turn of a loop. */
    record Turn(String alias, @Nullable Object item, int index, boolean hasNext) {
        private static final Set<String> FIELDS = Set.of("index", "count", "hasNext");

        /** Whether the turns of a loop have a field of this name. */
        static boolean gives(String alias, String name) {
            return name.equals(alias)
                    || (name.startsWith(alias + "_") && FIELDS.contains(name.substring(alias.length() + 1)));
        }

        @Nullable
        Object field(String name) {
            if (name.equals(alias)) {
                return item;
            }
            if (!name.startsWith(alias + "_")) {
                return null;
            }
            return switch (name.substring(alias.length() + 1)) {
                case "index" -> index;
                case "count" -> index + 1;
                case "hasNext" -> hasNext;
                default -> null;
            };
        }
    }

    /** Null for what is no JSON value, nor a time. */
    private static @Nullable Object wrap(@Nullable Object value, Budget budget) {
        if (value instanceof Map<?, ?> map) {
            return new Fields(map, budget);
        } else if (value instanceof List<?> list) {
            return new Items(list, budget);
        } else if (value instanceof Number number) {
            return number(number);
        } else if (value instanceof TemporalAccessor time) {
            return time.toString();
        }
        return value instanceof String || value instanceof Boolean ? value : null;
    }

    /** As the literals of a template are: Integer where it fits, so that {@code traits.age == 30} holds. */
    private static Number number(Number number) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.intValue();
        } else if (number instanceof Long whole) {
            return whole.intValue() == whole ? (Number) whole.intValue() : whole;
        } else if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        double value = number.doubleValue();
        return value == Math.rint(value) && Math.abs(value) < Integer.MAX_VALUE ? (Number) (int) value : (Number) value;
    }
}
