package io.cairn.model.condition;

import org.jspecify.annotations.Nullable;

/**
 * One operand of a condition's logic.
 *
 * @param closure null if the compiler does not know all of the operand's parts
 * @param macros whether the closure needs {@link Locals}
 * @param interpreter answers where there is no closure, and says why where the closure failed
 * @param changes when time alone changes its value
 */
record Operand(@Nullable Closure closure, boolean macros, CelProgram interpreter, Changes changes) implements Logic {
    @Override
    public Object evaluate(Facts facts) {
        Object value = closed(facts);
        return value == Unknown.FAILED ? interpreter.run(facts) : value;
    }

    @Override
    public Outlook outlook(boolean wanted, Facts facts) {
        return new Outlook(evaluate(facts).equals(wanted), changes.next(facts));
    }

    @Override
    public Outlooks outlooks(Facts facts) {
        Object value = evaluate(facts);
        long until = changes.next(facts);
        return new Outlooks(new Outlook(value.equals(true), until), new Outlook(value.equals(false), until));
    }

    /** The same with other changes. */
    Operand with(Changes others) {
        return new Operand(closure, macros, interpreter, others);
    }

    /** What the closure alone gives; {@link Unknown#FAILED} if there is none. Throws nothing. */
    Object closed(Facts facts) {
        if (closure == null) {
            return Unknown.FAILED;
        }
        try {
            return closure.value(facts, macros ? new Locals() : Locals.NONE);
        } catch (StackOverflowError e) {
            return Unknown.FAILED;
        }
    }
}
