package io.cairn.model.condition;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The events that {@code cart()} reads: names of those that add an item, remove it, and order what is in the cart.
 * An item is the same if its {@code product_id}, else its {@code sku}, is.
 */
public record CartEvents(Set<String> added, Set<String> removed, Set<String> ordered) {
    /** Segment's ecommerce names, and the same in snake case as many shops send them. */
    public static final CartEvents SEGMENT = new CartEvents(
            Set.of("Product Added", "product_added", "add_to_cart"),
            Set.of("Product Removed", "product_removed", "remove_from_cart"),
            Set.of("Order Completed", "order_completed", "purchase"));

    static final List<String> ITEM_IDS = List.of("product_id", "sku");

    /** @throws IllegalArgumentException if a name is blank, or no event adds */
    public CartEvents {
        added = sorted(added);
        removed = sorted(removed);
        ordered = sorted(ordered);
        if (added.isEmpty()) {
            throw new IllegalArgumentException("added must name at least one event");
        }
        for (Set<String> names : List.of(added, removed, ordered)) {
            for (String name : names) {
                if (name.isBlank()) {
                    throw new IllegalArgumentException("an event's name must not be blank");
                }
            }
        }
    }

    /** All names. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(added);
        names.addAll(removed);
        names.addAll(ordered);
        return names;
    }

    /** Sorted, so that events of the same instant come in the same order everywhere. */
    private static Set<String> sorted(Set<String> names) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }
}
