package io.cairn.model.condition;

/**
 * The {@code &&}, {@code ||}, {@code !} and {@code ?:} at the top of a condition, by CEL's rules; what they combine is
 * CEL's. Taken out of its hands because it keeps one error of many, and a trace must name all that was missing.
 */
sealed interface Logic permits Logic.And, Logic.Or, Logic.Not, Logic.Choice, Operand {
    /** A CEL value, or {@link Unknown}. */
    Object evaluate(Facts facts);

    /** Whether its value is {@code wanted}, true or false, and until when that stays. */
    Outlook outlook(boolean wanted, Facts facts);

    record And(Logic left, Logic right) implements Logic {
        @Override
        public Object evaluate(Facts facts) {
            return combine(left, right, false, facts);
        }

        @Override
        public Outlook outlook(boolean wanted, Facts facts) {
            Outlook one = left.outlook(wanted, facts);
            return wanted ? and(one, right, true, facts) : or(one, right, false, facts);
        }
    }

    record Or(Logic left, Logic right) implements Logic {
        @Override
        public Object evaluate(Facts facts) {
            return combine(left, right, true, facts);
        }

        @Override
        public Outlook outlook(boolean wanted, Facts facts) {
            Outlook one = left.outlook(wanted, facts);
            return wanted ? or(one, right, true, facts) : and(one, right, false, facts);
        }
    }

    record Not(Logic operand) implements Logic {
        @Override
        public Object evaluate(Facts facts) {
            Object value = truth(operand.evaluate(facts));
            return value instanceof Boolean truth ? (Object) !truth : value;
        }

        @Override
        public Outlook outlook(boolean wanted, Facts facts) {
            return operand.outlook(!wanted, facts);
        }
    }

    record Choice(Logic condition, Logic then, Logic otherwise) implements Logic {
        @Override
        public Object evaluate(Facts facts) {
            Object value = truth(condition.evaluate(facts));
            return value instanceof Boolean truth ? (truth ? then : otherwise).evaluate(facts) : value;
        }

        @Override
        public Outlook outlook(boolean wanted, Facts facts) {
            Outlook first = and(condition.outlook(true, facts), then, wanted, facts);
            Outlook second = and(condition.outlook(false, facts), otherwise, wanted, facts);
            return first.or(second);
        }
    }

    /** {@code decisive} decides whatever the other side is, even unknown. */
    private static Object combine(Logic left, Logic right, boolean decisive, Facts facts) {
        Object first = truth(left.evaluate(facts));
        if (first instanceof Boolean truth && truth == decisive) {
            return first;
        }
        Object second = truth(right.evaluate(facts));
        if (second instanceof Boolean truth && truth == decisive) {
            return second;
        }
        if (first instanceof Unknown unknown) {
            return second instanceof Unknown other ? unknown.with(other) : unknown;
        }
        return second;
    }

    /** Asks nothing of the other side if the first stays false forever. */
    private static Outlook and(Outlook first, Logic other, boolean wanted, Facts facts) {
        boolean decided = !first.holds() && first.until() == Outlook.FOREVER;
        return decided ? first : first.and(other.outlook(wanted, facts));
    }

    private static Outlook or(Outlook first, Logic other, boolean wanted, Facts facts) {
        boolean decided = first.holds() && first.until() == Outlook.FOREVER;
        return decided ? first : first.or(other.outlook(wanted, facts));
    }

    private static Object truth(Object value) {
        return value instanceof Boolean || value instanceof Unknown
                ? value
                : Unknown.failed("is neither true nor false: " + Shown.shortened(value));
    }
}
