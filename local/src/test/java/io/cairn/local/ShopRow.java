package io.cairn.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A row of {@code shared/data/ecom/events.csv}: what a shopper did. {@code number} counts from 1 after the header. */
record ShopRow(
        int number,
        String userId,
        String event,
        Instant at,
        String platform,
        String channel,
        String cohort,
        String cycle) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Set<String> CONSIDERED = Set.of("product_view", "compare", "wishlist_add");

    static List<ShopRow> read(Path csv) {
        try {
            List<String> lines = Files.readAllLines(csv);
            List<ShopRow> rows = new ArrayList<>();
            for (int i = 1; i < lines.size(); i++) {
                String[] cell = lines.get(i).split(",", -1);
                Instant at = LocalDateTime.parse(cell[3], TIME).toInstant(ZoneOffset.UTC);
                rows.add(new ShopRow(i, cell[0], cell[2], at, cell[4], cell[5], cell[6], cell[7]));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The stage of {@code journey.json} that a shopper with these rows is in, counted here by hand from what the map's
     * criteria say, with nothing of Cairn's.
     */
    static String stage(List<ShopRow> rows, Instant now) {
        if (Duration.between(last(rows), now).compareTo(Duration.ofDays(60)) > 0) {
            return "lapsed";
        }
        List<ShopRow> purchases =
                rows.stream().filter(row -> row.event.equals("purchase")).toList();
        List<ShopRow> added =
                rows.stream().filter(row -> row.event.equals("add_to_cart")).toList();
        if (purchases.size() >= 2) {
            return "loyalty";
        }
        if (!purchases.isEmpty() && (added.isEmpty() || !last(purchases).isBefore(last(added)))) {
            return "purchase";
        }
        if (!added.isEmpty()) {
            return "intent";
        }
        return rows.stream().anyMatch(row -> CONSIDERED.contains(row.event)) ? "consideration" : "awareness";
    }

    private static Instant last(List<ShopRow> rows) {
        return rows.stream().map(ShopRow::at).max(Comparator.naturalOrder()).orElseThrow();
    }
}
