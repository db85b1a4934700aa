package io.cairn.model.condition;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** CEL's own interpreter, to compare with. */
final class Oracle {
    private Oracle() {}

    /** The same condition, whose operands the interpreter alone evaluates. */
    static Condition interpreted(Condition condition) {
        CelCondition cel = (CelCondition) condition;
        return new CelCondition(cel.source(), cel.kind(), interpreted(cel.logic()), cel.ast(), Set.of());
    }

    private static Logic interpreted(Logic logic) {
        if (logic instanceof Logic.And and) {
            return new Logic.And(interpreted(and.left()), interpreted(and.right()));
        } else if (logic instanceof Logic.Or or) {
            return new Logic.Or(interpreted(or.left()), interpreted(or.right()));
        } else if (logic instanceof Logic.Not not) {
            return new Logic.Not(interpreted(not.operand()));
        } else if (logic instanceof Logic.Choice choice) {
            return new Logic.Choice(
                    interpreted(choice.condition()), interpreted(choice.then()), interpreted(choice.otherwise()));
        }
        return new Operand(null, false, ((Operand) logic).interpreter(), Changes.NONE);
    }

    static List<Operand> operands(Condition condition) {
        return operands(((CelCondition) condition).logic()).toList();
    }

    private static Stream<Operand> operands(Logic logic) {
        if (logic instanceof Logic.And and) {
            return Stream.of(and.left(), and.right()).flatMap(Oracle::operands);
        } else if (logic instanceof Logic.Or or) {
            return Stream.of(or.left(), or.right()).flatMap(Oracle::operands);
        } else if (logic instanceof Logic.Not not) {
            return operands(not.operand());
        } else if (logic instanceof Logic.Choice choice) {
            return Stream.of(choice.condition(), choice.then(), choice.otherwise())
                    .flatMap(Oracle::operands);
        }
        return Stream.of((Operand) logic);
    }

    /** A verdict or a score. */
    static Object answer(Condition condition, Facts facts) {
        return condition.kind() == ConditionKind.RANKING ? condition.score(facts) : condition.test(facts);
    }
}
