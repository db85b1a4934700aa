package io.cairn.model.condition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code &&}, {@code ||}, {@code !} and {@code ?:} at the top of a condition, by CEL's rules; what they combine is
 * CEL's. Taken out of its hands because it keeps one error of many, and a trace must name all that was missing.
 */
sealed interface Logic {
    /** A CEL value, or {@link Unknown}. */
    Object evaluate(Evaluation evaluation);

    /** Whether its value is {@code wanted}, true or false, and until when that stays. */
    Outlook outlook(boolean wanted, Evaluation evaluation);

    /** There is no value: facts are missing, or if none is, something failed. */
    record Unknown(List<String> missing, @Nullable String failure) {
        static Unknown failed(String why) {
            return new Unknown(List.of(), why);
        }

        private Unknown with(Unknown other) {
            List<String> all = new ArrayList<>(missing);
            other.missing.stream().filter(what -> !all.contains(what)).forEach(all::add);
            return new Unknown(List.copyOf(all), failure == null ? other.failure : failure);
        }
    }

    record And(Logic left, Logic right) implements Logic {
        @Override
        public Object evaluate(Evaluation evaluation) {
            return combine(left, right, false, evaluation);
        }

        @Override
        public Outlook outlook(boolean wanted, Evaluation evaluation) {
            Outlook one = left.outlook(wanted, evaluation);
            return wanted ? and(one, right, true, evaluation) : or(one, right, false, evaluation);
        }
    }

    record Or(Logic left, Logic right) implements Logic {
        @Override
        public Object evaluate(Evaluation evaluation) {
            return combine(left, right, true, evaluation);
        }

        @Override
        public Outlook outlook(boolean wanted, Evaluation evaluation) {
            Outlook one = left.outlook(wanted, evaluation);
            return wanted ? or(one, right, true, evaluation) : and(one, right, false, evaluation);
        }
    }

    record Not(Logic operand) implements Logic {
        @Override
        public Object evaluate(Evaluation evaluation) {
            Object value = truth(operand.evaluate(evaluation));
            return value instanceof Boolean truth ? (Object) !truth : value;
        }

        @Override
        public Outlook outlook(boolean wanted, Evaluation evaluation) {
            return operand.outlook(!wanted, evaluation);
        }
    }

    record Choice(Logic condition, Logic then, Logic otherwise) implements Logic {
        @Override
        public Object evaluate(Evaluation evaluation) {
            Object value = truth(condition.evaluate(evaluation));
            return value instanceof Boolean truth ? (truth ? then : otherwise).evaluate(evaluation) : value;
        }

        @Override
        public Outlook outlook(boolean wanted, Evaluation evaluation) {
            Outlook first = and(condition.outlook(true, evaluation), then, wanted, evaluation);
            Outlook second = and(condition.outlook(false, evaluation), otherwise, wanted, evaluation);
            return first.or(second);
        }
    }

    record Operand(CelProgram program, Changes changes) implements Logic {
        @Override
        public Object evaluate(Evaluation evaluation) {
            return program.run(evaluation);
        }

        @Override
        public Outlook outlook(boolean wanted, Evaluation evaluation) {
            return new Outlook(program.run(evaluation).equals(wanted), changes.next(evaluation));
        }
    }

    /** {@code decisive} decides whatever the other side is, even unknown. */
    private static Object combine(Logic left, Logic right, boolean decisive, Evaluation evaluation) {
        Object first = truth(left.evaluate(evaluation));
        if (first.equals(decisive)) {
            return decisive;
        }
        Object second = truth(right.evaluate(evaluation));
        if (second.equals(decisive)) {
            return decisive;
        }
        if (first instanceof Unknown unknown) {
            return second instanceof Unknown other ? unknown.with(other) : unknown;
        }
        return second;
    }

    /** Asks nothing of the other side if the first stays false forever. */
    private static Outlook and(Outlook first, Logic other, boolean wanted, Evaluation evaluation) {
        boolean decided = !first.holds() && first.until() == Outlook.FOREVER;
        return decided ? first : first.and(other.outlook(wanted, evaluation));
    }

    private static Outlook or(Outlook first, Logic other, boolean wanted, Evaluation evaluation) {
        boolean decided = first.holds() && first.until() == Outlook.FOREVER;
        return decided ? first : first.or(other.outlook(wanted, evaluation));
    }

    private static Object truth(Object value) {
        return value instanceof Boolean || value instanceof Unknown
                ? value
                : Unknown.failed("is neither true nor false: " + Shown.shortened(value));
    }
}
