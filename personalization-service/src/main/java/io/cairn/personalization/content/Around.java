package io.cairn.personalization.content;

/** What the place of a value is in, besides: what it is turned into for the place is escaped for this, too. */
enum Around {
    /** {@code url()} of a style. */
    STYLE,
    /** A text of JSON, in a script. */
    JSON,
    /** A comment of HTML, be it a conditional one, which is markup to some. */
    COMMENT
}
