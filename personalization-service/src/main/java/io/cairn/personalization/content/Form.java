package io.cairn.personalization.content;

import java.util.Set;

/** What the text of a field is. */
enum Form {
    PLAIN,
    /** In fields named {@code html}, and in all below one. */
    HTML,
    /** An address: in fields named {@code url}, {@code href}, {@code link} or {@code src}, or {@code …Url}. */
    URL;

    private static final Set<String> ADDRESSES = Set.of("url", "href", "link", "src");

    static Form of(String field, Form around) {
        if (around == HTML || field.equals("html")) {
            return HTML;
        }
        boolean isAddress = ADDRESSES.contains(field)
                || field.endsWith("Url")
                || field.endsWith("URL")
                || field.endsWith("_url")
                || field.endsWith("-url");
        return isAddress ? URL : PLAIN;
    }
}
