package io.cairn.personalization.content;

import io.quarkus.qute.Expression;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The texts that an author wrote into an expression, as in {@code {traits.vip ? 'vip' : 'www'}}.
 *
 * @param hasValue whether it may be something else, too
 */
record Written(Set<String> texts, boolean hasValue) {
    static Written of(Expression expression) {
        if (expression.isLiteral()) {
            Object literal = expression.getLiteral();
            return new Written(Set.of(literal == null ? "" : literal.toString()), false);
        }
        Set<String> texts = new LinkedHashSet<>();
        boolean hasValue = true;
        boolean mayBeMissing = false;
        for (Expression.Part part : expression.getParts()) {
            if (!part.isVirtualMethod()) {
                continue;
            }
            Written operand = of(part.asVirtualMethod().getParameters().get(0));
            mayBeMissing = part.getName().equals("?");
            if (mayBeMissing) {
                texts.clear();
                hasValue = false;
            }
            texts.addAll(operand.texts);
            hasValue |= operand.hasValue;
        }
        if (mayBeMissing) {
            texts.add("");
        }
        return new Written(texts, hasValue);
    }
}
