package io.cairn.model.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Conditions drawn from the whole grammar: mostly well-typed, now and then wrong behind {@code dyn()}. */
final class GeneratedCondition {
    private static final List<String> EVENTS = List.of("e", "f", "add_to_cart", "purchase", "*", "never");
    private static final List<String> WINDOWS = List.of("1h", "36h", "7d", "30d", "400d");
    private static final List<String> MEMBERS = List.of("a", "b", "c", "d", "n", "t", "l", "o", "never");
    private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

    private final Random random;
    private final List<String> variables = new ArrayList<>();
    private int budget;
    private boolean ranking;

    GeneratedCondition(Random random) {
        this.random = random;
    }

    String source(ConditionKind kind) {
        variables.clear();
        budget = 4 + random.nextInt(26);
        ranking = kind == ConditionKind.RANKING;
        return ranking ? of(this::real, this::whole, this::any) : of(this::truth, this::truth, this::any);
    }

    @SafeVarargs
    private final String of(Supplier<String>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String oneOf(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private boolean spent() {
        return --budget < 0;
    }

    private String truth() {
        if (spent()) {
            return of(this::simpleTruth, this::simpleTruth, this::any);
        }
        return of(
                this::simpleTruth,
                () -> "(" + truth() + oneOf(" && ", " || ") + truth() + ")",
                () -> "(" + truth() + oneOf(" && ", " || ") + truth() + ")",
                () -> "!(" + truth() + ")",
                () -> "(" + truth() + " ? " + truth() + " : " + truth() + ")",
                this::comparison,
                this::comparison,
                this::comparison,
                () -> any() + " in " + list(),
                () -> text() + " in " + object(),
                this::macro,
                this::macro,
                () -> "has(" + object() + "." + oneOf(MEMBERS) + ")",
                () -> text() + oneOf(".startsWith(", ".endsWith(", ".contains(") + text() + ")",
                () -> text() + ".matches('" + oneOf("^a", "[0-9]+", "b$", "(a|b)*") + "')",
                () -> "bool(" + oneOf("'true'", "'x'", any()) + ")");
    }

    private String simpleTruth() {
        return of(
                () -> oneOf("true", "false"),
                () -> "seen('" + oneOf(EVENTS) + "')",
                () -> "consented('" + oneOf("email", "sms", "ads", "Sms") + "')",
                () -> "has(" + member() + ")",
                () -> "count('" + oneOf(EVENTS) + "') >= " + random.nextInt(4));
    }

    private String comparison() {
        String operator = " " + oneOf(COMPARISONS) + " ";
        return of(
                () -> whole() + operator + whole(),
                () -> real() + operator + real(),
                () -> whole() + operator + real(),
                () -> text() + operator + text(),
                () -> span() + operator + span(),
                () -> moment() + operator + moment(),
                () -> any() + operator + of(this::whole, this::real, this::text, this::any, this::span, this::moment),
                () -> of(this::whole, this::real, this::text) + operator + any(),
                () -> list() + oneOf(" == ", " != ") + list(),
                () -> object() + oneOf(" == ", " != ") + object(),
                () -> truth() + oneOf(" == ", " != ") + truth(),
                () -> any() + oneOf(" == ", " != ") + oneOf("null", "dyn(1u)", "b'a'"),
                () -> "dyn(" + oneOf("1u", "2u", "b'a'") + ")" + operator + any());
    }

    private String macro() {
        String range = of(this::list, this::list, this::object);
        String macro = oneOf("exists", "all", "exists_one", "exists", "all");
        return range + "." + macro + inside(this::truth);
    }

    private String inside(Supplier<String> body) {
        String variable = oneOf("x", "y", "e");
        variables.add(variable);
        String text = "(" + variable + ", " + body.get() + ")";
        variables.remove(variables.size() - 1);
        return text;
    }

    private String whole() {
        if (spent()) {
            return of(
                    () -> String.valueOf(random.nextInt(5) - 1),
                    () -> oneOf("9223372036854775807", "-9223372036854775808", "0"),
                    () -> "count('" + oneOf(EVENTS) + "')");
        }
        return of(
                () -> "count('" + oneOf(EVENTS) + "')",
                () -> "count('" + oneOf(EVENTS) + "', '" + oneOf(WINDOWS) + "')",
                () -> "size(" + of(this::list, this::text, this::object, this::any) + ")",
                () -> of(this::list, this::text) + ".size()",
                () -> "(" + whole() + oneOf(" + ", " - ", " * ", " / ", " % ") + whole() + ")",
                () -> "-(" + whole() + ")",
                () -> "daysUntil(" + of(this::any, this::text, this::moment) + ")",
                () -> "int(" + of(this::any, this::real, this::text, this::moment) + ")",
                () -> "(" + truth() + " ? " + whole() + " : " + whole() + ")",
                () -> moment() + "." + part() + "(" + oneOf("", "'Europe/Berlin'", "'-08:00'", text()) + ")",
                () -> span() + oneOf(".getHours()", ".getMinutes()", ".getSeconds()", ".getMilliseconds()"));
    }

    private String part() {
        return oneOf(
                "getFullYear",
                "getMonth",
                "getDate",
                "getDayOfMonth",
                "getDayOfWeek",
                "getDayOfYear",
                "getHours",
                "getMinutes",
                "getSeconds",
                "getMilliseconds");
    }

    private String real() {
        if (spent()) {
            return of(
                    () -> oneOf("0.0", "-0.0", "1.5", "2.0", "1e308", "-1e-300", "(0.0 / 0.0)"),
                    () -> "total('" + oneOf(EVENTS) + "')",
                    () -> ranking ? "offer.value" : "1.0");
        }
        return of(
                () -> "total('" + oneOf(EVENTS) + "', '" + oneOf(WINDOWS) + "')",
                () -> "(" + real() + oneOf(" + ", " - ", " * ", " / ") + of(this::real, this::any) + ")",
                () -> "-(" + real() + ")",
                () -> "double(" + of(this::any, this::whole, this::text) + ")",
                () -> "(" + truth() + " ? " + real() + " : " + real() + ")",
                () -> ranking ? "offer.value" : "total('e')");
    }

    private String text() {
        if (spent()) {
            return "'" + oneOf("", "a", "ab", "x1", "true", "1990-06-20", "\uD83D\uDE00", "5") + "'";
        }
        return of(
                () -> "'" + oneOf("a", "b", "a") + "'",
                () -> oneOf("stage('shop')", "stage('none')", "persona('shop')", "persona('none')"),
                () -> "string(" + of(this::any, this::whole, this::real, this::span, this::moment, this::truth) + ")",
                () -> "(" + text() + " + " + of(this::text, this::any) + ")",
                () -> "(" + truth() + " ? " + text() + " : " + text() + ")");
    }

    private String span() {
        if (spent()) {
            return oneOf("days(30)", "hours(2)", "duration('90m')", "duration('-1.5s')", "days(36600)");
        }
        return of(
                () -> "since('" + oneOf(EVENTS) + "')",
                () -> oneOf("timeInStage('shop')", "timeInStage('none')"),
                () -> oneOf("days(", "hours(") + of(this::whole, () -> "int(" + real() + ")") + ")",
                () -> "(" + span() + oneOf(" + ", " - ") + span() + ")",
                () -> "(" + moment() + " - " + moment() + ")");
    }

    private String moment() {
        if (spent()) {
            return oneOf("now", "timestamp('2026-01-31T00:00:00Z')", "timestamp('9999-12-31T23:59:59Z')");
        }
        return of(
                () -> oneOf("first", "last") + "('" + oneOf(EVENTS) + "')",
                () -> "now",
                () -> "(" + moment() + oneOf(" + ", " - ") + span() + ")");
    }

    private String list() {
        if (spent()) {
            return oneOf("[1, 2, 3]", "['a', 'b']", "[]", "cart()", "recent('e')");
        }
        return of(
                () -> "recent('" + oneOf(EVENTS) + "')",
                () -> "cart()",
                () -> "[" + any() + ", " + any() + "]",
                () -> "[" + whole() + "]",
                () -> list() + ".filter" + inside(this::truth),
                () -> list() + ".map" + inside(this::any),
                () -> "(" + list() + " + " + list() + ")",
                () -> ranking ? "offer.tags" : "['a', 'b', 'x1']",
                this::any);
    }

    private String object() {
        if (spent()) {
            return oneOf("traits", "context", "latest('e')");
        }
        return of(
                () -> oneOf("traits", "context"),
                () -> "latest('" + oneOf(EVENTS) + "')",
                () -> "recent('" + oneOf(EVENTS) + "')[" + random.nextInt(3) + "]",
                this::member,
                () -> "{'a': " + any() + ", " + oneOf("'b'", text()) + ": " + any() + "}",
                () -> "{" + whole() + ": " + any() + ", 2u: 'x'}");
    }

    private String member() {
        String of = variables.isEmpty() || random.nextInt(3) == 0
                ? oneOf("traits", "context", "latest('e')")
                : oneOf(variables);
        return of + "." + oneOf(MEMBERS) + (random.nextInt(4) == 0 ? "." + oneOf(MEMBERS) : "");
    }

    /** Of dynamic type, as what comes from JSON is. */
    private String any() {
        if (spent() || random.nextInt(2) == 0) {
            return variables.isEmpty() || random.nextInt(2) == 0 ? member() : oneOf(variables);
        }
        return of(
                this::member,
                () -> object() + "['" + oneOf(MEMBERS) + "']",
                () -> list() + "[" + of(() -> String.valueOf(random.nextInt(3)), this::any) + "]",
                () -> "dyn(" + of(this::truth, this::whole, this::real, this::text, this::span, this::list) + ")",
                () -> "dyn(" + of(this::moment, this::object, () -> "null", () -> "3u", () -> "b'ab'") + ")");
    }
}
