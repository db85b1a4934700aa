package io.cairn.model.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A condition's text, taken apart where {@code &&} joins it at its top. */
public final class Conjunction {
    /** A literal, a comment, a bracket, or an operator that matters at the top. */
    private static final Pattern TOKEN = Pattern.compile("[rR]?(\"\"\"[\\s\\S]*?\"\"\"|'''[\\s\\S]*?''')"
            + "|[rR](\"[^\"\\n]*\"|'[^'\\n]*')"
            + "|\"(\\\\.|[^\"\\\\\\n])*+\"|'(\\\\.|[^'\\\\\\n])*+'" // possessive: else Java recurses for each character
            + "|//[^\\n]*|[(\\[{]|[)\\]}]|&&|\\|\\||\\?");

    private Conjunction() {}

    /** The parts, which all must hold; the whole alone where it cannot be taken apart for certain. */
    public static List<String> parts(String source) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        Matcher tokens = TOKEN.matcher(source);
        while (tokens.find()) {
            String token = tokens.group();
            if (token.length() == 1 && "([{".contains(token)) {
                depth++;
            } else if (token.length() == 1 && ")]}".contains(token)) {
                depth--;
            } else if (depth == 0 && (token.equals("||") || token.equals("?"))) {
                return List.of(source); // binds less than &&: the condition is no conjunction
            } else if (depth == 0 && token.equals("&&")) {
                parts.add(source.substring(from, tokens.start()).strip());
                from = tokens.end();
            }
        }
        parts.add(source.substring(from).strip());
        return parts.size() == 1 ? List.of(source) : parts;
    }
}
