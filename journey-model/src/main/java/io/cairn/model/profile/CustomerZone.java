package io.cairn.model.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The time zone that a customer lives by, as far as her traits tell. */
public final class CustomerZone {
    private static final Map<String, ZoneId> BY_COUNTRY = byCountry();

    private CustomerZone() {}

    /**
     * Trait {@code timezone} (an IANA name such as {@code Europe/Berlin}), else the most populous zone of the country in
     * trait {@code country} or {@code address.country} (ISO 3166-1 alpha-2), else the default. What is neither is passed over.
     */
    public static ZoneId of(Map<String, Object> traits, ZoneId defaultZone) {
        return named(traits.get("timezone"))
                .or(() -> ofCountry(traits.get("country")))
                .or(() -> traits.get("address") instanceof Map<?, ?> address
                        ? ofCountry(address.get("country"))
                        : Optional.empty())
                .orElse(defaultZone);
    }

    private static Optional<ZoneId> named(@Nullable Object trait) {
        try {
            return trait instanceof String name ? Optional.of(ZoneId.of(name.strip())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> ofCountry(@Nullable Object trait) {
        return trait instanceof String country
                ? Optional.ofNullable(BY_COUNTRY.get(country.strip().toUpperCase(Locale.ROOT)))
                : Optional.empty();
    }

    private static Map<String, ZoneId> byCountry() {
        Properties zones = new Properties();
        try (InputStream table = CustomerZone.class.getResourceAsStream("country-zones.properties")) {
            zones.load(table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, ZoneId> byCountry = new HashMap<>();
        zones.forEach((country, zone) -> {
            try {
                byCountry.put((String) country, ZoneId.of((String) zone));
            } catch (DateTimeException e) {
                // a zone younger than this JDK's tables: its country has none
            }
        });
        return Map.copyOf(byCountry);
    }
}
