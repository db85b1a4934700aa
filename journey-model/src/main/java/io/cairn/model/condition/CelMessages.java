package io.cairn.model.condition;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What CEL's parser and type-checker say, in words for whoever writes a condition and has no grammar at hand. */
final class CelMessages {
    private static final Pattern TOKEN = Pattern.compile("token recognition error at: '(.*)'", Pattern.DOTALL);
    private static final Pattern UNEXPECTED =
            Pattern.compile("(?:mismatched|extraneous) input '(.*)' expecting .*", Pattern.DOTALL);
    private static final Pattern ABSENT = Pattern.compile("missing ('.*') at '<EOF>'", Pattern.DOTALL);
    private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.*)' \\(in container ''\\)");
    private static final Pattern OVERLOAD = Pattern.compile(
            "found no matching overload for '(.*)' applied to '\\((.*)\\)' \\(candidates: (.*)\\)", Pattern.DOTALL);
    private static final Pattern OPERATOR = Pattern.compile("_?@?([^_a-z@]+|in)_?");

    private static final String QUOTES = "'\"";
    private static final String PRINTED_QUOTES = "\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb`";

    /** How other languages write what CEL writes otherwise. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "and",
            "write && for and",
            "or",
            "write || for or",
            "is",
            "write == for is",
            "AND",
            "write && for AND",
            "OR",
            "write || for OR",
            "between",
            "write >= and <=, with && between");

    private CelMessages() {}

    static String inWords(String message) {
        Matcher token = TOKEN.matcher(message);
        if (token.matches()) {
            return token(token.group(1));
        }
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (unexpected.matches()) {
            return unexpected(unexpected.group(1));
        }
        Matcher absent = ABSENT.matcher(message);
        if (absent.matches()) {
            return absent.group(1) + " is missing at the end";
        }
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            return undeclared(undeclared.group(1));
        }
        Matcher overload = OVERLOAD.matcher(message);
        if (overload.matches()) {
            return overload(overload.group(1), types(overload.group(2)), types(overload.group(3)));
        }
        return message;
    }

    private static String token(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        if (first == '=') {
            return "write == where two things are to be equal, and >= or <= to compare them";
        } else if (QUOTES.indexOf(first) >= 0) {
            return "the quote that begins here is never closed";
        } else if (PRINTED_QUOTES.indexOf(first) >= 0) {
            return "write ' for a quote, not " + first;
        }
        return "'" + text + "' is not understood here";
    }

    private static String unexpected(String text) {
        if (text.equals("<EOF>")) {
            return "the condition ends where something more is expected";
        }
        return "'" + text + "' was not expected here" + (ELSEWHERE.containsKey(text) ? ": " + ELSEWHERE.get(text) : "");
    }

    private static String undeclared(String name) {
        return name.equals("offer")
                ? "an offer has offer.value and offer.tags"
                : "there is no '" + name + "'; a text stands in quotes";
    }

    private static String overload(String function, String given, String taken) {
        if (function.equals("_?_:_")) {
            return "what stands before and after the : must be of one type, and before the ? something true or false";
        }
        Matcher operator = OPERATOR.matcher(function);
        if (!operator.matches()) {
            return "'" + function + "' does not take (" + given + "), but " + taken;
        }
        return "'" + operator.group(1) + "' does not take (" + given + ")"
                + (operator.group(1).equals("in") ? "; write a list behind it: in ['DE', 'AT']" : hint(given));
    }

    private static String hint(String given) {
        if (given.equals("double, int") || given.equals("int, double")) {
            return "; write 2.0 for a double 2";
        } else if (given.contains("duration")) {
            return "; write a duration as days(30) or hours(2)";
        } else if (given.contains("timestamp")) {
            return "; write a time as timestamp('2026-01-31T12:00:00Z'), or ask since(…) for how long ago it is";
        }
        return given.contains("string") ? "; a number stands without quotes" : "";
    }

    private static String types(String types) {
        return types.replace("google.protobuf.Duration", "duration")
                .replace("google.protobuf.Timestamp", "timestamp")
                .replaceAll("%[A-Z]\\d+", "any")
                .replace("),(", ") or (");
    }
}
