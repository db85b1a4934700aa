package io.cairn.model.condition;

import dev.cel.common.CelOptions;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CEL's own functions, as cel-java has them, for closures to call. */
final class StandardFunctions {
    private final RuntimeEquality equality;
    private final Map<String, CelFunctionBinding> byId = new HashMap<>();

    StandardFunctions(CelOptions options) {
        equality = RuntimeEquality.create(RuntimeHelpers.create(), options);
        for (CelFunctionBinding each :
                CelStandardFunctions.newBuilder().build().newFunctionBindings(equality, options)) {
            byId.put(each.getOverloadId(), each);
        }
    }

    /** CEL's {@code ==}. */
    boolean equal(Object one, Object other) {
        return equality.objectEquals(one, other);
    }

    /** Whether there is one of this name, which looks at its arguments. */
    boolean chooses(String function) {
        return byId.containsKey(function);
    }

    /**
     * The function that CEL's planner takes: the overload that the checker has chosen, or if there is a choice left, the
     * one of its name, which looks at its arguments; null if there is none.
     */
    @Nullable
    CelFunctionBinding find(String function, List<String> overloads) {
        CelFunctionBinding chosen = overloads.size() == 1 ? byId.get(overloads.get(0)) : null;
        return chosen != null ? chosen : byId.get(function);
    }

    /**
     * A call of one of them.
     *
     * @param absent what it gives if it says that something is not there, such as a list's item
     */
    record Call(CelFunctionBinding function, List<Closure> arguments, Unknown absent) implements Closure {
        @Override
        public Object value(Facts facts, Locals locals) {
            Object[] values = new Object[arguments.size()];
            for (int i = 0; i < values.length; i++) {
                Object value = arguments.get(i).value(facts, locals);
                if (value instanceof Unknown) {
                    return value;
                }
                values[i] = value;
            }
            return invoke(values);
        }

        /** The call itself if its value is known already, else the value. */
        Closure folded() {
            List<Object> constants = new ArrayList<>();
            for (Closure argument : arguments) {
                if (!(argument instanceof Constant known)) {
                    return this;
                }
                constants.add(known.constant());
            }
            Object value = invoke(constants.toArray());
            return value instanceof Unknown ? this : new Constant(value);
        }

        Object invoke(Object... values) {
            // what chooses among overloads has no types of its own, and refuses by itself
            if (!function.getArgTypes().isEmpty()
                    && !CelFunctionOverload.canHandle(values, function.getArgTypes(), true)) {
                return Unknown.FAILED;
            }
            try {
                return function.getDefinition().apply(values);
            } catch (CelEvaluationException | RuntimeException e) {
                return isAbsence(e) ? absent : Unknown.FAILED;
            }
        }

        private static boolean isAbsence(Throwable error) {
            for (Throwable cause = error; cause != null; cause = cause.getCause()) {
                if (cause instanceof CelRuntimeException known && CelProgram.ABSENT.contains(known.getErrorCode())) {
                    return true;
                }
            }
            return false;
        }
    }
}
