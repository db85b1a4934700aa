package io.cairn.model.condition;

import io.cairn.model.condition.Closure.Constant;
import io.cairn.model.condition.Closure.Whole;
import io.cairn.model.condition.StandardFunctions.Call;
import io.cairn.model.condition.VocabularyClosures.OfferTags;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code ==}, {@code !=} and {@code in}. */
record Equality(StandardFunctions standard) {

    /** @param wanted false for {@code !=} */
    Closure of(Closure left, Closure right, boolean wanted) {
        if (right instanceof Constant c && (c.constant() instanceof String || c.constant() instanceof Boolean)) {
            Object constant = c.constant();
            return (facts, locals) -> {
                Object value = left.value(facts, locals);
                return value instanceof Unknown ? value : (Object) (constant.equals(value) == wanted);
            };
        } else if (left instanceof Whole a && right instanceof Constant c && c.constant() instanceof Long number) {
            long b = number;
            return (facts, locals) -> {
                try {
                    return (a.whole(facts, locals) == b) == wanted;
                } catch (ArithmeticException e) {
                    return Unknown.FAILED;
                }
            };
        }
        return (facts, locals) -> {
            Object a = left.value(facts, locals);
            if (a instanceof Unknown) {
                return a;
            }
            Object b = right.value(facts, locals);
            return b instanceof Unknown ? b : (Object) (equal(a, b) == wanted);
        };
    }

    private boolean equal(Object a, Object b) {
        return (a instanceof String || a instanceof Boolean) ? a.equals(b) : standard.equal(a, b);
    }

    /** @param call the same by CEL's own function */
    static Closure in(Closure item, Closure container, Call call) {
        if (container instanceof OfferTags tags) {
            return (facts, locals) -> {
                Object value = item.value(facts, locals);
                return value instanceof Unknown ? value : tags.contain(value, facts);
            };
        } else if (container instanceof Constant c && c.constant() instanceof List<?> list && isOfTexts(list)) {
            // no text equals anything but a text
            Set<Object> texts = new HashSet<>(list);
            return (facts, locals) -> {
                Object value = item.value(facts, locals);
                return value instanceof Unknown ? value : (Object) (value instanceof String && texts.contains(value));
            };
        }
        return call;
    }

    private static boolean isOfTexts(List<?> list) {
        return list.stream().allMatch(String.class::isInstance);
    }
}
