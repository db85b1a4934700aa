package io.cairn.local.sample;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The customers that the documentation speaks of, written by hand; who they are is told in {@code sample/README.md}. */
final class NamedCustomers {
    private static final int COUNT = 8;

    private final Instant end;
    private final Journal journal;
    private final Cart cart;

    private NamedCustomers(int number, Instant end) {
        this.end = end;
        this.journal = new Journal(number);
        this.cart = new Cart(journal);
    }

    static boolean has(int number) {
        return number >= 1 && number <= COUNT;
    }

    static List<SampleEvent> history(int number, Instant end) {
        NamedCustomers customer = new NamedCustomers(number, end);
        switch (number) {
            case 1 -> customer.comparesMachines();
            case 2 -> customer.leftHisCart();
            case 3 -> customer.isLoyal();
            case 4 -> customer.waitsForHisMachine();
            case 5 -> customer.wasDisappointed();
            case 6 -> customer.stayedAway();
            case 7 -> customer.hasHerBirthday();
            default -> customer.justFoundUs();
        }
        return customer.journal.until(end);
    }

    private void comparesMachines() {
        journal.page(ago(9, 20), "Home", Map.of("path", "/"));
        journal.page(ago(9, 19), "Magazine", Map.of("path", "/magazine", "title", "Five ways to brew"));
        signUp(ago(9, 18), "Anna", "Berger", "DE", "Berlin", Map.of("consent.email", true));
        journal.track(ago(2, 8), "Products Searched", Map.of("query", "espresso machine"));
        view(ago(2, 7), Assortment.ESPRESSO_MACHINE);
        view(ago(2, 6), Assortment.DUAL_BOILER);
        view(ago(1, 5), Assortment.ESPRESSO_MACHINE);
    }

    private void leftHisCart() {
        signUp(ago(20, 3), "Lukas", "Hofer", "AT", "Wien", Map.of("consent.email", true, "consent.push", true));
        view(ago(1, 9), Assortment.GRINDER);
        cart.add(ago(1, 8), Assortment.GRINDER);
        view(ago(1, 7), Assortment.SANTOS);
        cart.add(ago(1, 6), Assortment.SANTOS);
        cart.startCheckout(ago(1, 5));
    }

    private void isLoyal() {
        signUp(ago(240, 3), "Marie", "Keller", "CH", "Zürich", Map.of("loyaltyNumber", "MR-00003"));
        for (int weeks = 30; weeks > 2; weeks -= 6) {
            order(ago(weeks * 7, 10), Assortment.HOUSE_BLEND);
        }
        journal.backOffice(ago(40, 2), "Survey Answered", Map.of("survey", "relationship", "score", 10));
        journal.backOffice(ago(12, 4), "Store Visited", Map.of("store", "Morgenrot Zürich", "city", "Zürich"));
        journal.track(ago(3, 2), "Application Opened", Map.of("from_background", false));
        journal.screen(ago(3, 1), "App Home");
    }

    private void waitsForHisMachine() {
        signUp(ago(6, 12), "Tom", "Schmidt", "DE", "Hamburg", Map.of("consent.email", true));
        view(ago(6, 11), Assortment.ESPRESSO_MACHINE);
        order(ago(2, 10), Assortment.ESPRESSO_MACHINE);
        journal.backOffice(ago(0, 20), "Order Tracked", Map.of("carrier", "Gelbe Post"));
    }

    private void wasDisappointed() {
        signUp(ago(50, 12), "Ines", "Vogel", "DE", "Köln", Map.of("consent.email", true));
        order(ago(12, 10), Assortment.GRINDER);
        journal.backOffice(ago(3, 10), "Survey Answered", Map.of("survey", "after-delivery", "score", 2));
    }

    private void stayedAway() {
        signUp(ago(200, 12), "Paul", "Wagner", "DE", "München", Map.of("consent.email", false));
        order(ago(190, 10), Assortment.SANTOS);
        order(ago(120, 10), Assortment.SANTOS);
    }

    private void hasHerBirthday() {
        LocalDate inThreeDays = LocalDate.ofInstant(end, ZoneOffset.UTC).plusDays(3);
        // a leap year has every day
        String birthday = inThreeDays.withYear(1988).toString();
        signUp(ago(70, 12), "Ella", "Novak", "AT", "Graz", Map.of("consent.email", true, "birthday", birthday));
        order(ago(40, 10), Assortment.CUPS);
        journal.page(ago(5, 10), "Home", Map.of("path", "/"));
    }

    private void justFoundUs() {
        journal.page(ago(1, 3), "Home", Map.of("path", "/"));
        journal.page(ago(1, 2), "Magazine", Map.of("path", "/magazine", "title", "Grind school"));
        signUp(ago(1, 1), "Sam", "Reed", "GB", "Leeds", Map.of());
    }

    private void signUp(
            Instant at, String firstName, String lastName, String country, String city, Map<String, Object> more) {
        Person.Home home = Person.Home.valueOf(country);
        Person person = new Person(firstName, lastName, home, city, LocalDate.EPOCH);
        Map<String, Object> traits = new LinkedHashMap<>(person.traits(journal.customerId()));
        traits.putAll(more);
        journal.identify(at, traits);
    }

    private void view(Instant at, Product product) {
        journal.track(at, "Product Viewed", product.properties());
    }

    private void order(Instant at, Product product) {
        view(at, product);
        cart.add(at.plusSeconds(60), product);
        cart.startCheckout(at.plusSeconds(120));
        cart.order(at.plusSeconds(180), false);
    }

    private Instant ago(int days, int hours) {
        return end.minus(Duration.ofDays(days).plusHours(hours));
    }
}
