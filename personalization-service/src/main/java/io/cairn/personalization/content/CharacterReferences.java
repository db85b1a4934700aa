package io.cairn.personalization.content;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The character references that editors of HTML write for quotes and comparisons in a value or a section, as they do not know it. */
final class CharacterReferences {
    private static final Map<String, String> CHARACTERS = Map.ofEntries(
            Map.entry("quot", "\""),
            Map.entry("#34", "\""),
            Map.entry("#x22", "\""),
            Map.entry("apos", "'"),
            Map.entry("#39", "'"),
            Map.entry("#x27", "'"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("amp", "&"),
            Map.entry("nbsp", " "),
            Map.entry("#160", " "),
            Map.entry("#xa0", " "));

    private static final Pattern REFERENCE = Pattern.compile("&([a-z]{2,4}|#[0-9]{2,3}|#x[0-9a-f]{2});");

    private static final char NO_BREAK = '\u00a0';

    private CharacterReferences() {}

    /**
     * What was meant. A text in quotes stays as it is, unless the quotes are references themselves.
     *
     * @param tag with its braces
     */
    static String resolved(String tag) {
        if (tag.indexOf('&') < 0 && tag.indexOf(NO_BREAK) < 0) {
            return tag;
        }
        StringBuilder resolved = new StringBuilder(tag.length());
        Matcher matcher = REFERENCE.matcher(tag);
        char quote = 0;
        String meantQuote = "";
        for (int i = 0; i < tag.length(); i++) {
            char c = tag.charAt(i);
            String meant =
                    quote == 0 && c == '&' && matcher.region(i, tag.length()).lookingAt()
                            ? CHARACTERS.get(matcher.group(1))
                            : null;
            if (meant != null) {
                boolean isQuote = meant.equals("\"") || meant.equals("'");
                meantQuote = isQuote && meantQuote.isEmpty() ? meant : meant.equals(meantQuote) ? "" : meantQuote;
                resolved.append(meant);
                i = matcher.end() - 1;
                continue;
            }
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && meantQuote.isEmpty() && (c == '"' || c == '\'')) {
                quote = c;
            }
            resolved.append(c == NO_BREAK && quote == 0 && meantQuote.isEmpty() ? ' ' : c);
        }
        return resolved.toString();
    }
}
