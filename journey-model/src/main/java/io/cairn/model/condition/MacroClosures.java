package io.cairn.model.condition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The macros, step by step as the interpreter takes them: also what decides is found out before the step that would come
 * next, which counts.
 *
 * @param range what they go through
 * @param variable its place among the {@link Locals}
 */
record MacroClosures(Closure range, int variable) {

    /** {@code exists}, for which true is decisive, and {@code all}, for which false is. What decides makes all else irrelevant. */
    Closure quantifier(Closure predicate, boolean decisive) {
        return (facts, locals) -> {
            Object over = range.value(facts, locals);
            List<?> items = items(over);
            if (items == null) {
                return over instanceof Unknown ? over : Unknown.FAILED;
            }
            @Nullable Object unknown = null;
            boolean decided = false;
            int size = items.size();
            for (int i = 0; i < size; i++) {
                if (!locals.step()) {
                    return Unknown.FAILED;
                } else if (decided) {
                    return decisive;
                }
                locals.variables[variable] = items.get(i);
                Object value = predicate.value(facts, locals);
                if (value instanceof Boolean truth) {
                    decided = truth == decisive;
                } else if (!(value instanceof Unknown)) {
                    unknown = Unknown.FAILED;
                } else if (unknown == null) {
                    unknown = value;
                }
            }
            return decided ? (Object) decisive : unknown != null ? unknown : (Object) !decisive;
        };
    }

    /** {@code exists_one}. */
    Closure one(Closure predicate) {
        return (facts, locals) -> {
            Object over = range.value(facts, locals);
            List<?> items = items(over);
            if (items == null) {
                return over instanceof Unknown ? over : Unknown.FAILED;
            }
            int holding = 0;
            for (Object item : items) {
                if (!locals.step()) {
                    return Unknown.FAILED;
                }
                locals.variables[variable] = item;
                Object value = predicate.value(facts, locals);
                if (!(value instanceof Boolean truth)) {
                    return value instanceof Unknown ? value : Unknown.FAILED;
                }
                holding += truth ? 1 : 0;
            }
            return holding == 1;
        };
    }

    /**
     * {@code map} and {@code filter}.
     *
     * @param predicate null: of all
     */
    Closure list(@Nullable Closure predicate, Closure transform) {
        return (facts, locals) -> {
            Object over = range.value(facts, locals);
            List<?> items = items(over);
            if (items == null) {
                return over instanceof Unknown ? over : Unknown.FAILED;
            }
            List<Object> list = new ArrayList<>(items.size());
            for (Object item : items) {
                if (!locals.step()) {
                    return Unknown.FAILED;
                }
                locals.variables[variable] = item;
                Object chosen = predicate == null ? true : predicate.value(facts, locals);
                if (!(chosen instanceof Boolean truth)) {
                    return chosen instanceof Unknown ? chosen : Unknown.FAILED;
                } else if (truth) {
                    Object value = transform.value(facts, locals);
                    if (value instanceof Unknown) {
                        return value;
                    }
                    list.add(value);
                }
            }
            return Collections.unmodifiableList(list);
        };
    }

    /** The items of a list, the keys of a map; null of all else. */
    private static @Nullable List<?> items(Object over) {
        if (over instanceof Map<?, ?> map) {
            return new ArrayList<>(map.keySet());
        }
        return over instanceof List<?> list ? list : over instanceof Collection<?> all ? new ArrayList<>(all) : null;
    }
}
