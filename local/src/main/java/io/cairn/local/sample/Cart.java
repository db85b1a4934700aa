package io.cairn.local.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One customer's online cart, kept from visit to visit, and what becomes of it, in the names of Segment's ecommerce spec. */
final class Cart {
    private static final double FREE_SHIPPING_FROM = 50;
    private static final double SHIPPING = 4.9;

    private final Journal journal;
    private final List<Product> items = new ArrayList<>();
    private int orders;

    Cart(Journal journal) {
        this.journal = journal;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    void add(Instant at, Product product) {
        items.add(product);
        journal.track(at, "Product Added", line(product));
    }

    void removeLast(Instant at) {
        journal.track(at, "Product Removed", line(items.remove(items.size() - 1)));
    }

    void look(Instant at) {
        journal.track(at, "Cart Viewed", Map.of("cart_id", cartId(), "products", lines(items)));
    }

    void startCheckout(Instant at) {
        journal.track(
                at,
                "Checkout Started",
                Map.of("order_id", orderId(), "value", sum(items), "currency", "EUR", "products", lines(items)));
    }

    /** Orders what is in the cart, which is empty then. */
    void order(Instant at, boolean present) {
        double revenue = sum(items);
        double shipping = revenue < FREE_SHIPPING_FROM ? SHIPPING : 0;
        Map<String, Object> order = new LinkedHashMap<>(receipt(items));
        order.put("order_id", orderId());
        order.put("revenue", revenue);
        order.put("shipping", shipping);
        order.put("total", cents(revenue + shipping));
        order.put("gift", present);
        journal.track(at, "Order Completed", order);
        items.clear();
        orders++;
    }

    String orderId() {
        return "o-" + journal.customerId() + "-" + (orders + 1);
    }

    private String cartId() {
        return "c-" + journal.customerId() + "-" + (orders + 1);
    }

    /** What an order and a purchase at the till have in common: the products, and name and category of the dearest. */
    static Map<String, Object> receipt(List<Product> products) {
        Product main = products.stream()
                .max(Comparator.comparingDouble(Product::price))
                .orElseThrow();
        Map<String, Object> receipt = new LinkedHashMap<>();
        receipt.put("currency", "EUR");
        receipt.put("category", main.category());
        receipt.put("name", main.name());
        receipt.put("products", lines(products));
        return receipt;
    }

    static double sum(List<Product> products) {
        return cents(products.stream().mapToDouble(Product::price).sum());
    }

    private static List<Map<String, Object>> lines(List<Product> products) {
        return products.stream().map(Cart::line).toList();
    }

    private static Map<String, Object> line(Product product) {
        Map<String, Object> line = product.properties();
        line.put("quantity", 1);
        return line;
    }

    private static double cents(double euros) {
        return Math.round(euros * 100) / 100.0;
    }
}
