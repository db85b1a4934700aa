package io.cairn.local.sample;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** What the shop sells, and when people want it. */
final class Assortment {
    static final Product ESPRESSO_MACHINE =
            new Product("m-100", "Lucia Uno espresso machine", "Lucia", "espresso-machines", 449.0);
    static final Product DUAL_BOILER =
            new Product("m-200", "Lucia Due, dual boiler", "Lucia", "espresso-machines", 1190.0);
    static final Product GRINDER = new Product("g-100", "Korn 40 grinder", "Korn", "grinders", 249.0);
    static final Product SANTOS = new Product("b-100", "Santos, 500 g", "Morgenrot", "beans", 13.9);
    static final Product HOUSE_BLEND = new Product("b-300", "House blend, 1 kg", "Morgenrot", "beans", 22.5);
    static final Product CUPS = new Product("c-100", "Two espresso cups", "Tasso", "cups", 18.0);

    private static final List<List<Product>> BY_CATEGORY = List.of(
            List.of(
                    SANTOS,
                    new Product("b-200", "Yirgacheffe, 250 g", "Morgenrot", "beans", 11.5),
                    HOUSE_BLEND,
                    new Product("b-400", "Decaf Huila, 250 g", "Morgenrot", "beans", 10.9),
                    new Product("b-500", "Tasting set, four roasts", "Morgenrot", "beans", 24.9)),
            List.of(
                    ESPRESSO_MACHINE,
                    DUAL_BOILER,
                    new Product("m-300", "Sole portafilter", "Sole", "espresso-machines", 299.0)),
            List.of(GRINDER, new Product("g-200", "Hand grinder Mola", "Mola", "grinders", 89.0)),
            List.of(
                    new Product("r-100", "Pour-over set", "Tropf", "brewers", 39.0),
                    new Product("r-200", "Moka pot, six cups", "Nonna", "brewers", 34.5),
                    new Product("r-300", "Cold brew carafe", "Tropf", "brewers", 42.0)),
            List.of(CUPS, new Product("c-200", "Cappuccino cup", "Tasso", "cups", 12.5)),
            List.of(
                    new Product("a-100", "Kitchen scale, 0.1 g", "Tropf", "accessories", 29.0),
                    new Product("a-200", "Descaler", "Morgenrot", "accessories", 9.5),
                    new Product("a-300", "Milk jug, 350 ml", "Tasso", "accessories", 19.9)));

    private Assortment() {}

    /** Something of interest at this time of the year: presents before Christmas, brewers for cold coffee in summer. */
    static Product wanted(Dice dice, Instant at) {
        int month = at.atZone(ZoneOffset.UTC).getMonthValue();
        double presents = month >= 11 ? 1.8 : 1;
        double cold = month >= 6 && month <= 8 ? 2 : 1;
        return dice.pick(BY_CATEGORY.get(dice.weighted(3.2, 1.6 * presents, 1.1, 0.9 * cold, 0.9 * presents, 0.8)));
    }

    /** For the next bag and what goes with it. */
    static Product refill(Dice dice) {
        return dice.pick(BY_CATEGORY.get(0));
    }
}
