package io.cairn.local.sample;

/** How kinds of customers behave; the map's personas are recognised by what comes of it. Shares are from 0 to 1. */
enum Habits {
    BARGAIN_HUNTER(0.25, 10, 0.04, 0.32, 0.17, 0.75, 0.05),
    HOME_BARISTA(0.25, 9, 0.10, 0.18, 0.16, 0.10, 0.45),
    STORE_REGULAR(0.20, 12, 0.60, 0.05, 0.22, 0.12, 0.10),
    CASUAL(0.30, 17, 0.08, 0.15, 0.12, 0.25, 0.12);

    private final double share;
    /** Days between two visits, on average. */
    final double gap;
    /** Of the visits, those to a store. */
    final double store;
    /** Of the visits, those in the app. */
    final double app;
    /** How likely a product that was looked at ends in the cart. */
    final double wanting;
    /** How likely she follows a promotion, and uses a code. */
    final double thrift;
    /** How likely a visit includes an article. */
    final double reading;

    Habits(double share, double gap, double store, double app, double wanting, double thrift, double reading) {
        this.share = share;
        this.gap = gap;
        this.store = store;
        this.app = app;
        this.wanting = wanting;
        this.thrift = thrift;
        this.reading = reading;
    }

    static Habits of(Dice dice) {
        Habits[] all = values();
        double[] shares = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            shares[i] = all[i].share;
        }
        return all[dice.weighted(shares)];
    }
}
