package io.cairn.model.condition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.internal.DateTimeHelpers;
import dev.cel.runtime.RuntimeHelpers;
import io.cairn.model.pattern.BoundedPatterns;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;

/** The literals of CEL's own functions, {@code duration}, {@code timestamp} and {@code matches}, checked when compiled. */
final class StandardLiterals {
    private static final java.util.regex.Pattern IN_DAYS = java.util.regex.Pattern.compile("(\\d+)d");

    /** @param where the argument at fault */
    record At(CelExpr where, String detail) {}

    private StandardLiterals() {}

    static Optional<At> faultOf(CelCall call) {
        List<CelExpr> arguments = call.args();
        return switch (call.function()) {
            case "duration" -> only(arguments, "a duration such as '36h'", StandardLiterals::duration);
            case "timestamp" ->
                only(arguments, "a timestamp such as '2026-01-31T00:00:00Z'", StandardLiterals::timestamp);
            case "matches" ->
                only(arguments.subList(arguments.size() - 1, arguments.size()), "a regex", StandardLiterals::regex);
            default -> Optional.empty();
        };
    }

    private static Optional<At> only(List<CelExpr> arguments, String what, Function<String, Optional<String>> check) {
        CelExpr argument = arguments.get(0);
        if (!ConditionCheck.isString(argument)) {
            return Optional.of(new At(argument, "must be " + what + " in quotes, so that it can be checked now"));
        }
        return check.apply(argument.constant().stringValue()).map(detail -> new At(argument, detail));
    }

    private static Optional<String> duration(String text) {
        Matcher days = IN_DAYS.matcher(text);
        if (days.matches()) {
            return Optional.of("'" + text + "' is no duration, CEL has no unit d: write days(" + days.group(1) + ")");
        }
        try {
            RuntimeHelpers.createJavaDurationFromString(text);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(
                    "'" + Shown.shortened(text) + "' is no duration: write days(60), hours(36) or duration('90m')");
        }
    }

    private static Optional<String> timestamp(String text) {
        try {
            DateTimeHelpers.parse(text);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("'" + Shown.shortened(text) + "' is no timestamp: write '2026-01-31T00:00:00Z'");
        }
    }

    private static Optional<String> regex(String text) {
        try {
            boolean isSmall = BoundedPatterns.size(text) <= BoundedPatterns.MAX_SIZE // else it could not be compiled
                    && Pattern.compile(text).programSize() <= Vocabulary.MAX_REGEX_PROGRAM;
            return isSmall ? Optional.empty() : Optional.of("is too large a regex");
        } catch (PatternSyntaxException e) {
            return Optional.of("is no regex (RE2): " + e.getMessage());
        }
    }
}
