package io.cairn.personalization.content;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a value is turned into for the place where it is put. */
final class Escapes {
    /** RFC 3986; {@code @} besides, which means nothing in a query and reads better in {@code mailto:}. */
    private static final String UNRESERVED = "-._~@";

    private static final String RESERVED = ":/?#[]@!$&'()*+,;=";

    /** Where a value may lead to. */
    private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

    /** Numbers, units, colours and names: nothing that ends a declaration, calls a function or names an address. */
    private static final Pattern CSS = Pattern.compile("[A-Za-z0-9 #%.,_+-]*");

    private static final int MAX_SCHEME = 20;

    private Escapes() {}

    static String html(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                case '`' -> escaped.append("&#96;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Percent-encodes what cannot stand in an address; what is encoded already stays so. */
    static String url(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean isEncoded = c == '%' && isHex(bytes, i + 1) && isHex(bytes, i + 2);
            append(encoded, c, isEncoded || RESERVED.indexOf(c) >= 0);
        }
        return encoded.toString();
    }

    /** The same, so that it cannot end a scheme. */
    static String urlPart(String text) {
        return url(text).replace(":", "%3A");
    }

    /** The same for what follows a host: begins with what ends one. */
    static String urlAfterHost(String text) {
        boolean endsHost = !text.isEmpty() && "/?#".indexOf(text.charAt(0)) >= 0;
        return endsHost ? url(text) : "/" + url(text);
    }

    /** The same for what follows a leading slash: does not begin with a slash. */
    static String urlAfterSlash(String text) {
        int begin = 0;
        while (begin < text.length() && "/\\".indexOf(text.charAt(begin)) >= 0) {
            begin++;
        }
        return url(text.substring(begin));
    }

    /** Percent-encodes all that means something in an address. */
    static String urlValue(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            append(encoded, (char) (octet & 0xff), false);
        }
        return encoded.toString();
    }

    /** Percent-encodes what may end an address in a style. */
    static String inStyle(String address) {
        return address.replace("'", "%27").replace("(", "%28").replace(")", "%29");
    }

    /** What a text in JSON is, without what may end it, the script around it, or a comment around that. */
    static String json(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < ' ' || "<>&'`\u007f\u2028\u2029".indexOf(c) >= 0 || isDashOfEnd(text, i)) {
                escaped.append("\\u").append(HexFormat.of().toHexDigits(c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Of what is escaped as HTML: what may end a comment with what is around it, or begin a conditional one. */
    static String inComment(String html) {
        StringBuilder escaped = new StringBuilder(html.length() + 16);
        for (int i = 0; i < html.length(); i++) {
            char c = html.charAt(i);
            if (c == '[' || isDashOfEnd(html, i)) {
                escaped.append("&#").append((int) c).append(';');
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Whether it is a dash at the begin, at the end, or beside another. */
    private static boolean isDashOfEnd(String text, int at) {
        return text.charAt(at) == '-'
                && (at == 0 || at + 1 == text.length() || text.charAt(at - 1) == '-' || text.charAt(at + 1) == '-');
    }

    /** The scheme, where an address has one that a value must not lead to: {@code javascript} for one. */
    static Optional<String> forbiddenScheme(String address) {
        // browsers pass over these
        String seen = address.replaceAll("[\\x00-\\x20\\x7f]", "");
        for (int i = 0; i < seen.length(); i++) {
            char c = seen.charAt(i);
            if (c == ':') {
                String scheme = seen.substring(0, i).toLowerCase(Locale.ROOT);
                return SCHEMES.contains(scheme)
                        ? Optional.empty()
                        : Optional.of(scheme.substring(0, Math.min(MAX_SCHEME, scheme.length())));
            } else if (c == '/' || c == '?' || c == '#') {
                break;
            }
        }
        return Optional.empty();
    }

    static boolean isPlainCss(String text) {
        return CSS.matcher(text).matches();
    }

    private static void append(StringBuilder encoded, char octet, boolean keep) {
        boolean isLetterOrDigit =
                (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') || (octet >= '0' && octet <= '9');
        if (keep || isLetterOrDigit || UNRESERVED.indexOf(octet) >= 0) {
            encoded.append(octet);
        } else {
            encoded.append('%')
                    .append(Character.toUpperCase(Character.forDigit(octet >> 4, 16)))
                    .append(Character.toUpperCase(Character.forDigit(octet & 0xf, 16)));
        }
    }

    private static boolean isHex(byte[] bytes, int at) {
        return at < bytes.length && Character.digit(bytes[at], 16) >= 0;
    }
}
