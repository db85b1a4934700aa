package io.cairn.model.condition;

/** A part of a condition as plain Java. */
@FunctionalInterface
interface Closure {
    /** A CEL value; or {@link Unknown}: what is missing, or that it failed. Throws nothing. */
    Object value(Facts facts, Locals locals);

    /** An int that nothing can be missing of. */
    interface Whole extends Closure {
        /** @throws ArithmeticException if it overflows */
        long whole(Facts facts, Locals locals);

        @Override
        default Object value(Facts facts, Locals locals) {
            try {
                return whole(facts, locals);
            } catch (ArithmeticException e) {
                return Unknown.FAILED;
            }
        }
    }

    /** A double that nothing can be missing of. */
    interface Real extends Closure {
        double real(Facts facts, Locals locals);

        @Override
        default Object value(Facts facts, Locals locals) {
            return real(facts, locals);
        }
    }

    /** Known when compiled. */
    record Constant(Object constant) implements Closure {
        @Override
        public Object value(Facts facts, Locals locals) {
            return constant;
        }
    }
}
