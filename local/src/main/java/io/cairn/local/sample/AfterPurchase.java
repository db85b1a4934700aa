package io.cairn.local.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What follows a purchase within weeks: tracking the parcel, a survey, a review, a question, sometimes a refund. */
final class AfterPurchase {
    private final Journal journal;
    private final Dice dice;
    private final Habits habits;

    AfterPurchase(Journal journal, Dice dice, Habits habits) {
        this.journal = journal;
        this.dice = dice;
        this.habits = habits;
    }

    /** Gives whether the customer was disappointed so much that she leaves. */
    boolean of(Instant purchase, boolean byParcel) {
        if (byParcel && dice.chance(0.5)) {
            journal.backOffice(days(purchase, 1, 3), "Order Tracked", Map.of("carrier", "Gelbe Post"));
        }
        if (dice.chance(habits == Habits.HOME_BARISTA ? 0.35 : 0.08)) {
            journal.track(days(purchase, 10, 25), "Product Reviewed", Map.of("rating", dice.between(3, 5)));
        }
        if (byParcel && dice.chance(0.04)) {
            journal.backOffice(days(purchase, 5, 9), "Support Contacted", contact("return", "phone"));
            journal.backOffice(days(purchase, 10, 16), "Order Refunded", Map.of("reason", "did not fit"));
        } else if (dice.chance(0.07)) {
            journal.backOffice(days(purchase, 2, 20), "Support Contacted", contact("first use", "phone"));
        }
        return dice.chance(0.3) && survey(purchase);
    }

    private boolean survey(Instant purchase) {
        boolean disappointed = dice.chance(0.15);
        int score = disappointed ? dice.between(0, 4) : dice.between(6, 10);
        Instant at = days(purchase, 5, 9);
        journal.backOffice(at, "Survey Answered", Map.of("survey", "after-delivery", "score", score));
        if (disappointed && dice.chance(0.5)) {
            journal.backOffice(at.plus(Duration.ofHours(5)), "Support Contacted", contact("complaint", "chat"));
        }
        return disappointed && dice.chance(0.4);
    }

    private static Map<String, Object> contact(String topic, String channel) {
        return Map.of("topic", topic, "channel", channel);
    }

    private Instant days(Instant from, int least, int most) {
        return from.plus(Duration.ofDays(dice.between(least, most))).plus(Duration.ofSeconds(dice.between(0, 20_000)));
    }
}
