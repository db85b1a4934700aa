package io.cairn.local.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * One invented customer from her first visit to now or until she stays away. Online she looks, adds, orders or leaves her
 * cart; she reads, comes to a store, is disappointed now and then. How often is a matter of her {@link Habits}.
 */
final class Shopper {
    private static final int DAYS = 270;

    private final Dice dice;
    private final Instant end;
    private final Habits habits;
    private final Journal journal;
    private final Cart cart;
    private final AccountBook account;
    private final AfterPurchase afterPurchase;
    private Instant now;
    private boolean gone;

    /** @param end the latest moment that anything may happen */
    Shopper(int number, Dice dice, Instant end) {
        this.dice = dice;
        this.end = end;
        now = end;
        habits = Habits.of(dice);
        journal = new Journal(number);
        cart = new Cart(journal);
        account = new AccountBook(journal, dice, Person.of(dice), number);
        afterPurchase = new AfterPurchase(journal, dice, habits);
    }

    /** Everything that she did, by time. */
    List<SampleEvent> history() {
        // the shop grows: more have come lately
        double daysAgo = 1 + (DAYS - 2) * Math.pow(dice.share(), 1.25);
        int signsUpAt = dice.between(1, 2);
        for (int visit = 1; daysAgo >= 0 && !gone; visit++) {
            visit((int) daysAgo);
            daysAgo -= 0.3 + dice.gap(habits.gap);
            // a visit of today may be later than now
            if (visit == signsUpAt || daysAgo < 1) {
                account.signUp(step());
            }
            gone |= dice.chance(account.purchases() == 0 ? 0.06 : 0.03);
        }
        account.signUp(step());
        if (gone && dice.chance(0.15)) {
            account.unsubscribe(step());
        }
        return journal.until(end);
    }

    private void visit(int daysAgo) {
        int kind = dice.weighted(habits.store, habits.app, 1 - habits.store - habits.app);
        int hour = kind == 0 ? dice.between(8, 17) : dice.between(6, 21);
        now = end.truncatedTo(ChronoUnit.DAYS)
                .minus(Duration.ofDays(daysAgo))
                .plus(Duration.ofHours(hour))
                .plus(Duration.ofSeconds(dice.between(0, 3_000)));
        switch (kind) {
            case 0 -> inStore();
            case 1 -> inApp();
            default -> onSite();
        }
    }

    private void inStore() {
        // the card is filled in at the counter
        account.signUp(step());
        Map<String, Object> store = Map.of("store", "Morgenrot " + account.city(), "city", account.city());
        journal.backOffice(step(), "Store Visited", store);
        if (dice.chance(0.05)) {
            journal.backOffice(step(), "Workshop Attended", Map.of("topic", "espresso", "city", account.city()));
        }
        if (dice.chance(habits == Habits.STORE_REGULAR ? 0.5 : 0.3)) {
            Product first = account.purchases() == 0 ? Assortment.wanted(dice, now) : Assortment.refill(dice);
            List<Product> bought = dice.chance(0.3) ? List.of(first, Assortment.CUPS) : List.of(first);
            account.buyInStore(step(), bought);
            gone |= afterPurchase.of(now, false);
        }
    }

    private void inApp() {
        journal.track(step(), "Application Opened", Map.of("from_background", false));
        journal.screen(step(), "App Home");
        shop();
    }

    private void onSite() {
        if (dice.chance(habits.thrift * 0.45)) {
            account.openMail(step(), "This week at Morgenrot");
            Map<String, Object> promotion = Map.of("promotion_id", "weekly", "name", "Deal of the week");
            journal.track(step(), "Promotion Viewed", promotion);
            journal.track(step(), "Promotion Clicked", promotion);
        } else {
            journal.page(step(), "Home", Map.of("path", "/"));
        }
        if (dice.chance(habits.reading)) {
            journal.page(step(), "Magazine", Map.of("path", "/magazine", "title", "Grind school"));
        }
        if (dice.chance(0.3)) {
            String query = dice.pick(List.of("espresso machine", "grinder", "santos", "decaf", "bitter coffee"));
            journal.track(step(), "Products Searched", Map.of("query", query));
        }
        shop();
    }

    private void shop() {
        for (int looks = dice.between(0, 4); looks > 0; looks--) {
            boolean again = account.purchases() > 0 && dice.chance(0.5);
            Product product = again ? Assortment.refill(dice) : Assortment.wanted(dice, now);
            journal.track(step(), "Product Viewed", product.properties());
            if (dice.chance(habits.wanting)) {
                cart.add(step(), product);
            } else if (dice.chance(0.04)) {
                journal.track(step(), "Product Added to Wishlist", product.properties());
            }
        }
        if (!cart.isEmpty()) {
            cart.look(step());
            if (dice.chance(0.1)) {
                cart.removeLast(step());
            } else if (dice.chance(0.62)) {
                checkOut();
            }
        }
    }

    private void checkOut() {
        cart.startCheckout(step());
        if (dice.chance(habits.thrift * 0.7)) {
            journal.track(step(), "Coupon Applied", Map.of("order_id", cart.orderId(), "coupon_id", "WEEKLY"));
        }
        if (dice.chance(0.85)) {
            account.signUp(step());
            journal.track(step(), "Payment Info Entered", Map.of("order_id", cart.orderId()));
            cart.order(step(), dice.chance(0.12));
            account.bought(now);
            gone |= afterPurchase.of(now, true);
        }
    }

    /** The moment of the next thing she does on this visit. */
    private Instant step() {
        now = now.plus(Duration.ofSeconds(dice.between(10, 120)));
        return now;
    }
}
