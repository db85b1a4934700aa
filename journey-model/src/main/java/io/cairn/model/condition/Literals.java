package io.cairn.model.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.cairn.model.json.Texts;
import io.cairn.model.profile.Window;
import java.util.Optional;
import java.util.regex.Pattern;

/** What may stand in the literals of the vocabulary; each method says what is wrong, if anything is. */
final class Literals {
    private static final int MAX_NAME_LENGTH = 255;
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private Literals() {}

    static Optional<String> faultOfEventName(String name) {
        return Optional.ofNullable(Texts.nameFault(name, MAX_NAME_LENGTH)); // as an event itself may be called
    }

    static Optional<String> faultOfKey(String key) {
        return KEY.matcher(key).matches()
                ? Optional.empty()
                : Optional.of(
                        "'" + Shown.shortened(key) + "' is not a key: lower-case letters, digits and -, at most 63");
    }

    static Optional<String> faultOfWindow(String text) {
        try {
            Window.parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    static Optional<String> faultOfAmount(String function, CelExpr argument) {
        if (argument.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || argument.constant().getKind() != CelConstant.Kind.INT64_VALUE) {
            return Optional.empty();
        }
        long most = function.equals("days") ? Evaluation.MAX_HOURS / 24 : Evaluation.MAX_HOURS;
        long amount = argument.constant().int64Value();
        return amount >= -most && amount <= most
                ? Optional.empty()
                : Optional.of(function + " must be within " + most + ", not " + amount);
    }
}
