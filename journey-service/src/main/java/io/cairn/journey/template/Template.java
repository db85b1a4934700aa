package io.cairn.journey.template;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A complete map in the words of a trade, to start from.
 *
 * @param map as a client would send it
 */
public record Template(String key, String name, String description, ObjectNode map) {
    static Template of(String key, ObjectNode map) {
        return new Template(
                key,
                map.required("name").textValue(),
                map.required("description").textValue(),
                map);
    }
}
