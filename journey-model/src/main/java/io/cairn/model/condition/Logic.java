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

    /** Both outlooks at once: to ask for one after the other takes twice as long for each choice in the condition of another. */
    Outlooks outlooks(Facts facts);

    /** Whether a value is true, and whether it is false; neither, if something is missing. */
    record Outlooks(Outlook ofTrue, Outlook ofFalse) {
        Outlooks negated() {
            return new Outlooks(/* ofTrue= */ ofFalse, /* ofFalse= */ ofTrue);
        }
    }

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

        @Override
        public Outlooks outlooks(Facts facts) {
            Outlooks one = left.outlooks(facts);
            Outlooks other = right.outlooks(facts);
            return new Outlooks(one.ofTrue().and(other.ofTrue()), one.ofFalse().or(other.ofFalse()));
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

        @Override
        public Outlooks outlooks(Facts facts) {
            Outlooks one = left.outlooks(facts);
            Outlooks other = right.outlooks(facts);
            return new Outlooks(one.ofTrue().or(other.ofTrue()), one.ofFalse().and(other.ofFalse()));
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

        @Override
        public Outlooks outlooks(Facts facts) {
            return operand.outlooks(facts).negated();
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
            Outlooks chosen = condition.outlooks(facts);
            Outlook first = and(chosen.ofTrue(), then, wanted, facts);
            Outlook second = and(chosen.ofFalse(), otherwise, wanted, facts);
            return first.or(second);
        }

        @Override
        public Outlooks outlooks(Facts facts) {
            Outlooks chosen = condition.outlooks(facts);
            Outlooks one = then.outlooks(facts);
            Outlooks other = otherwise.outlooks(facts);
            return new Outlooks(
                    chosen.ofTrue().and(one.ofTrue()).or(chosen.ofFalse().and(other.ofTrue())),
                    chosen.ofTrue().and(one.ofFalse()).or(chosen.ofFalse().and(other.ofFalse())));
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
