package io.cairn.personalization.content;

import java.util.Map;

/** One representation's content, compiled. Safe for use by many threads. */
public interface ContentTemplate {
    /**
     * Fills in the data; never throws.
     *
     * @param data by name ({@code profile}, {@code traits}, {@code context}, {@code cart}, {@code offer}): maps, lists,
     *     texts, numbers, booleans and times
     */
    Rendering render(Map<String, ?> data);
}
