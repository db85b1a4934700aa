package io.cairn.local.sample;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that the shop sells.
 *
 * @param category as conditions ask for it: {@code espresso-machines}, {@code grinders}, {@code brewers}, {@code beans},
 *     {@code cups}, {@code accessories}
 * @param price in euros
 */
record Product(String id, String name, String brand, String category, double price) {
    /** As Segment's ecommerce spec names them. */
    Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("product_id", id);
        properties.put("name", name);
        properties.put("brand", brand);
        properties.put("category", category);
        properties.put("price", price);
        properties.put("currency", "EUR");
        return properties;
    }
}
