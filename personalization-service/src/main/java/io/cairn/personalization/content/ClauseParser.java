package io.cairn.personalization.content;

import io.quarkus.qute.Expression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands between {@code #if} and its brace:
 *
 * <pre>
 * or         = and { ("||" | "or") and }
 * and        = comparison { ("&amp;&amp;" | "and") comparison }
 * comparison = otherwise [ ("==" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "eq" | "is" | "ne" | "lt" | "le" | "gt" | "ge") otherwise ]
 * otherwise  = single { "?:" single }
 * single     = "!" single | "(" or ")" | text | number | true | false | null | expression
 * </pre>
 */
final class ClauseParser {
    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(\\|\\||&&|==|!=|<=|>=|\\?:|[<>!()]|'[^']*'|\"[^\"]*\"|[^\\s()'\"<>=!|&?]+(?:\\([^()]*\\)[^\\s()'\"<>=!|&?]*)*)");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?");
    private static final Map<String, Clause.Operator> OPERATORS = Map.ofEntries(
            Map.entry("==", Clause.Operator.EQUAL),
            Map.entry("eq", Clause.Operator.EQUAL),
            Map.entry("is", Clause.Operator.EQUAL),
            Map.entry("!=", Clause.Operator.DIFFERENT),
            Map.entry("ne", Clause.Operator.DIFFERENT),
            Map.entry("<", Clause.Operator.LESS),
            Map.entry("lt", Clause.Operator.LESS),
            Map.entry("<=", Clause.Operator.AT_MOST),
            Map.entry("le", Clause.Operator.AT_MOST),
            Map.entry(">", Clause.Operator.GREATER),
            Map.entry("gt", Clause.Operator.GREATER),
            Map.entry(">=", Clause.Operator.AT_LEAST),
            Map.entry("ge", Clause.Operator.AT_LEAST));

    private final List<String> tokens;
    private final Function<String, Expression> expressions;
    private int next;

    private ClauseParser(List<String> tokens, Function<String, Expression> expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /**
     * Reads a clause.
     *
     * @param expressions gives the Qute expression of a text
     * @throws IllegalArgumentException saying what is wrong
     */
    static Clause parse(String text, Function<String, Expression> expressions) {
        ClauseParser parser = new ClauseParser(tokens(text), expressions);
        Clause clause = parser.or();
        if (parser.next < parser.tokens.size()) {
            throw new IllegalArgumentException(
                    "'" + parser.tokens.get(parser.next) + "' was not expected in '" + text + "'");
        }
        return clause;
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.region(end, text.length()).lookingAt()) {
            tokens.add(matcher.group(1));
            end = matcher.end();
        }
        if (!text.substring(end).isBlank()) {
            throw new IllegalArgumentException("'" + text.substring(end).strip() + "' is not understood");
        }
        return tokens;
    }

    private Clause or() {
        Clause clause = and();
        while (accept("||") || accept("or")) {
            clause = new Clause.Or(clause, and());
        }
        return clause;
    }

    private Clause and() {
        Clause clause = comparison();
        while (accept("&&") || accept("and")) {
            clause = new Clause.And(clause, comparison());
        }
        return clause;
    }

    private Clause comparison() {
        Clause clause = otherwise();
        Clause.Operator operator = next < tokens.size() ? OPERATORS.get(tokens.get(next)) : null;
        if (operator == null) {
            return clause;
        }
        next++;
        return new Clause.Comparison(clause, operator, otherwise());
    }

    private Clause otherwise() {
        Clause clause = single();
        while (accept("?:")) {
            clause = new Clause.Else(clause, single());
        }
        return clause;
    }

    private Clause single() {
        if (accept("!")) {
            return new Clause.Not(single());
        }
        if (accept("(")) {
            Clause clause = or();
            if (!accept(")")) {
                throw new IllegalArgumentException("a ')' is missing");
            }
            return clause;
        }
        if (next == tokens.size()) {
            throw new IllegalArgumentException("something is missing at the end of the condition");
        }
        return operand(tokens.get(next++));
    }

    private Clause operand(String token) {
        char first = token.charAt(0);
        if (first == '\'' || first == '"') {
            return new Clause.Literal(token.substring(1, token.length() - 1));
        } else if (NUMBER.matcher(token).matches()) {
            return new Clause.Literal(new BigDecimal(token));
        }
        return switch (token) {
            case "true" -> new Clause.Literal(true);
            case "false" -> new Clause.Literal(false);
            case "null" -> new Clause.Literal(null);
            default -> {
                if (!Character.isJavaIdentifierStart(first)) {
                    throw new IllegalArgumentException("'" + token + "' was not expected");
                }
                yield new Clause.Operand(expressions.apply(token));
            }
        };
    }

    private boolean accept(String token) {
        @Nullable String found = next < tokens.size() ? tokens.get(next) : null;
        if (!token.equals(found)) {
            return false;
        }
        next++;
        return true;
    }
}
