package io.cairn.local.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the shop knows of one customer: her account, her card, what she allows, how often she has bought. */
final class AccountBook {
    private final Journal journal;
    private final Dice dice;
    private final Person person;
    private final int number;
    private boolean reads;
    private int purchases;

    AccountBook(Journal journal, Dice dice, Person person, int number) {
        this.journal = journal;
        this.dice = dice;
        this.person = person;
        this.number = number;
    }

    String city() {
        return person.city();
    }

    int purchases() {
        return purchases;
    }

    /** Once; nothing the second time. */
    void signUp(Instant at) {
        if (journal.known()) {
            return;
        }
        Map<String, Object> traits = new LinkedHashMap<>(person.traits(journal.customerId()));
        if (dice.chance(0.8)) {
            traits.put("birthday", person.birthday().toString());
        }
        // who was never asked has no such trait
        int answer = dice.weighted(0.7, 0.12, 0.18);
        reads = answer == 0;
        if (answer < 2) {
            traits.put("consent.email", reads);
        }
        if (dice.chance(0.35)) {
            traits.put("consent.push", true);
        }
        journal.identify(at, traits);
        journal.track(at.plus(Duration.ofSeconds(1)), "Signed Up", Map.of("type", "newsletter"));
    }

    void openMail(Instant at, String subject) {
        if (reads && journal.known()) {
            journal.backOffice(at, "Email Opened", Map.of("email_subject", subject));
            journal.backOffice(at.plus(Duration.ofSeconds(4)), "Email Link Clicked", Map.of("email_subject", subject));
        }
    }

    void unsubscribe(Instant at) {
        if (reads) {
            journal.backOffice(at, "Unsubscribed", Map.of("email_subject", "This week at Morgenrot"));
            journal.identify(at.plus(Duration.ofSeconds(1)), Map.of("consent.email", false));
        }
    }

    void buyInStore(Instant at, List<Product> products) {
        Map<String, Object> receipt = new LinkedHashMap<>(Cart.receipt(products));
        receipt.put("receipt_id", "r-" + journal.customerId() + "-" + (purchases + 1));
        receipt.put("store", "Morgenrot " + city());
        receipt.put("total", Cart.sum(products));
        journal.backOffice(at, "Store Purchase", receipt);
        bought(at);
    }

    /** Counts a purchase; with the second comes the card for regulars, later perhaps a subscription. */
    void bought(Instant at) {
        purchases++;
        if (purchases == 2) {
            journal.identify(at.plus(Duration.ofSeconds(2)), Map.of("loyaltyNumber", "MR-%05d".formatted(number)));
        } else if (purchases == 4 && dice.chance(0.2)) {
            journal.track(at.plus(Duration.ofSeconds(2)), "Subscription Started", Map.of("every", "P4W"));
        }
    }
}
