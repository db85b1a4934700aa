package io.cairn.local.sample;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Who a customer is.
 *
 * @param city where she lives; in it is the store she goes to, if there is one
 */
record Person(String firstName, String lastName, Home home, String city, LocalDate birthday) {

    /** A country, how many of 100 customers live there, and its language, zone and cities. */
    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    enum Home {
        DE(62, "de", "Europe/Berlin", "Berlin", "Hamburg", "München", "Leipzig", "Köln"),
        AT(12, "de", "Europe/Vienna", "Wien", "Graz"),
        CH(10, "de", "Europe/Zurich", "Zürich", "Basel"),
        NL(5, "nl", "Europe/Amsterdam", "Utrecht", "Rotterdam"),
        GB(4, "en", "Europe/London", "London", "Leeds"),
        FR(4, "fr", "Europe/Paris", "Lyon", "Strasbourg"),
        US(3, "en", "America/New_York", "Boston", "New York");

        private final int share;
        final String language;
        final String zone;
        private final List<String> cities;

        Home(int share, String language, String zone, String... cities) {
            this.share = share;
            this.language = language;
            this.zone = zone;
            this.cities = List.of(cities);
        }

        private static Home of(Dice dice) {
            Home[] all = values();
            double[] shares = new double[all.length];
            for (int i = 0; i < all.length; i++) {
                shares[i] = all[i].share;
            }
            return all[dice.weighted(shares)];
        }
    }

    private static final List<String> FIRST_NAMES = List.of(
            "Anna",
            "Ben",
            "Clara",
            "David",
            "Elif",
            "Felix",
            "Greta",
            "Hannes",
            "Ida",
            "Jakob",
            "Katharina",
            "Leon",
            "Mia",
            "Noah",
            "Olga",
            "Paul",
            "Rosa",
            "Samuel",
            "Tereza",
            "Tim",
            "Ursula",
            "Valentin",
            "Yara",
            "Zoe");
    private static final List<String> LAST_NAMES = List.of(
            "Bauer",
            "Berger",
            "Braun",
            "Demir",
            "Fischer",
            "Gruber",
            "Hoffmann",
            "Huber",
            "Jansen",
            "Keller",
            "Kowalski",
            "Krüger",
            "Lang",
            "Maier",
            "Müller",
            "Nowak",
            "Peeters",
            "Roth",
            "Schmidt",
            "Schulz",
            "Vogel",
            "Wagner",
            "Weber",
            "Winkler");

    static Person of(Dice dice) {
        Home home = Home.of(dice);
        LocalDate birthday = LocalDate.of(dice.between(1950, 2005), 1, 1).plusDays(dice.between(0, 364));
        return new Person(dice.pick(FIRST_NAMES), dice.pick(LAST_NAMES), home, dice.pick(home.cities), birthday);
    }

    /** What she tells when she signs up. */
    Map<String, Object> traits(String customerId) {
        Map<String, Object> traits = new LinkedHashMap<>();
        traits.put("firstName", firstName);
        traits.put("lastName", lastName);
        traits.put("email", customerId.toLowerCase(Locale.ROOT) + "@customers.example");
        traits.put("country", home.name());
        traits.put("city", city);
        traits.put("timezone", home.zone);
        traits.put("language", home.language);
        return traits;
    }
}
