package io.cairn.personalization.content;

/** Where in a text a value is put, which says what of it must be escaped or refused. */
enum Place {
    /** A text that is no markup. */
    PLAIN,
    /** Within an address or a style, where the author wrote all that it may be. */
    WRITTEN,
    /** HTML's text, or an attribute in quotes whose value is a text. */
    HTML,
    /** The begin of an address: the value may say where it leads, as far as that is a place to go to. */
    URL_START,
    /** What may still be the scheme of an address, or is its path: the value must not make it another scheme. */
    URL_PART,
    /** After the host that an author wrote: the value must end it. */
    URL_AFTER_HOST,
    /** After a leading slash: the value must not begin with another one, which would make it a host. */
    URL_AFTER_SLASH,
    /** The same before another slash: the value is not nothing, be it {@code .}, which means the same. */
    URL_SEGMENT,
    /** The path of an address. */
    URL_PATH,
    /** A value in an address's query or fragment. */
    URL_VALUE,
    /** A value in a {@code style} attribute. */
    CSS
}
